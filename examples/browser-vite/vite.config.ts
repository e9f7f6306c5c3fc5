import { getRequestListener } from '@hono/node-server'
import { type Connect, defineConfig } from 'vite'
import { connect } from './server/notion.js'
import { createProxy } from './server/proxy.js'

/** Below /notion is the proxy, for `npm start` and `npm run preview`. In production, any server with `fetch` runs the same proxy. */
const install = async ({ middlewares }: { readonly middlewares: Connect.Server }): Promise<void> => {
  const proxy = createProxy(await connect(process.env))
  middlewares.use('/notion', getRequestListener(proxy.fetch))
}

export default defineConfig({
  plugins: [{ name: 'notion-proxy', configureServer: install, configurePreviewServer: install }],
})
