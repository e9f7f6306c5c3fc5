/** Bundles the smallest program that reads a page, with this library and with the official client, and compares the sizes. */
import { existsSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { TE } from 'notion-fp/fp'
import { type Example, say } from './support/example.js'

const OURS = `import { fetchFetcher, getPage, makeContext } from 'notion-fp'
getPage(makeContext({ auth: 'ntn_…' }, fetchFetcher), { page_id: '…' })()`

const WITH_DEFAULTS = `import { fetchFetcher, getPage, makeContext, withDefaults } from 'notion-fp'
getPage(withDefaults()(makeContext({ auth: 'ntn_…' }, fetchFetcher)), { page_id: '…' })()`

const OFFICIAL = `import { Client } from '@notionhq/client'
new Client({ auth: 'ntn_…' }).pages.retrieve({ page_id: '…' })`

/** The package as it is published, where it has been built; the sources, a fifth larger, where it has not. */
const IS_BUILT = existsSync('dist/esm/index.js')
const LIBRARY = IS_BUILT ? './dist/esm/index.js' : './src/index.ts'

/** What a program weighs in a browser: bundled, minified, compressed. */
const sizeOf = async (contents: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    minify: true,
    format: 'esm',
    alias: { 'notion-fp': LIBRARY },
    logLevel: 'error',
    legalComments: 'none',
    write: false,
  })
  const bytes = outputFiles.reduce((sum, { contents: code }) => sum + gzipSync(code, { level: 9 }).length, 0)
  return `${(bytes / 1000).toFixed(1)} kB`
}

export const bundleSize: Example = () =>
  TE.tryCatch(
    async () => {
      say(`a program that reads a page, with the answer checked: ${await sizeOf(OURS)}`)
      say(`the same with cache, retries and rate limiter:        ${await sizeOf(WITH_DEFAULTS)}`)
      say(`the same with the official client, answer unchecked:  ${await sizeOf(OFFICIAL)}`)
      if (!IS_BUILT)
        say('bundled from the sources; the published package is a fifth smaller: npm run build, then this again')
    },
    (reason) => ({ _tag: 'BundleError', message: String(reason) }),
  )
