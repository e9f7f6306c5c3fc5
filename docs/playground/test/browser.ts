/** The browser in which the playground is tested, and the server of the built site. */
import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium } from 'playwright-core'

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The browser of this machine; undefined, where there is none. */
export const findBrowser = (): string | undefined => {
  const found = BROWSERS.find((name) => spawnSync(name, ['--version']).status === 0)
  return found && spawnSync('which', [found], { encoding: 'utf8' }).stdout.trim()
}

/** Starts the browser without anything that it does by itself. It finds no host: the site is on this machine. */
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
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
    ],
  })

/** The built site, served on a free port. */
export interface Site {
  readonly address: string
  readonly close: () => unknown
}

const DIST = fileURLToPath(new URL('../../.vitepress/dist', import.meta.url))

const CONTENT_TYPES: { readonly [extension: string]: string } = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

/** The name of such a file changes with its content, so that hosts let browsers keep it. */
const IS_KEPT = /^\/assets\//

/** The path of a file of the site that an address leads to. */
const filePath = (url: string): string => new URL(url, 'http://site').pathname.replace(/\/$/, '/index.html')

/**
 * Serves the site that `vitepress build` has written, as it is: between two processes of a machine, compressing takes longer than
 * sending. Of what is left out, a browser hears that it is not there.
 */
export const serveSite = async (leftOut?: RegExp): Promise<Site> => {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = filePath(url)
    const content = leftOut?.test(path) ? undefined : await readFile(join(DIST, path)).catch(() => undefined)
    const headers = {
      'content-type': CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
      'cache-control': IS_KEPT.test(path) ? 'max-age=31536000, immutable' : 'no-cache',
    }
    if (content === undefined) response.writeHead(404).end()
    else response.writeHead(200, headers).end(content)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The site is served nowhere')
  return {
    address: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
