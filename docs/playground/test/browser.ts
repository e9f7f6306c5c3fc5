/** The browser in which the playground is tested, and the server of the built site. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'
import { serve } from 'vitepress'

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The browser of this machine; undefined, where there is none. */
export const findBrowser = (): string | undefined => {
  const found = BROWSERS.find((name) => spawnSync(name, ['--version']).status === 0)
  return found && spawnSync('which', [found], { encoding: 'utf8' }).stdout.trim()
}

/** Starts the browser without anything that it does by itself. */
export const startBrowser = (executablePath: string): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  })

/** The built site, served on a free port. */
export interface Site {
  readonly address: string
  readonly close: () => unknown
}

/** Serves the site that `vitepress build` has written. */
export const serveSite = async (): Promise<Site> => {
  const { server } = await serve({ root: fileURLToPath(new URL('../..', import.meta.url)), port: 0 })
  if (!server) throw new Error('The site is not served')
  if (!server.listening) await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The site is served nowhere')
  return {
    address: `http://127.0.0.1:${address.port}`,
    close: () => server.close(),
  }
}
