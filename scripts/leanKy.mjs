/**
 * A rollup plugin that leaves out of ky what `kyFetcher` never reaches: it makes one exchange, without ky's retries, time-outs,
 * hooks, progress and errors, so the modules with these are empty. What is left of ky is as it was published.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The version whose modules were read for this. With another one, read them again. */
const VERSION = '1.14.3'

/** A module all of whose exports are nothing. */
const empty = (...names) => names.map((name) => `export const ${name} = undefined\n`).join('')

/** The modules that are replaced, by their path in ky, with what takes their place. */
const REPLACED = {
  // `timeout: false` and `throwHttpErrors: false`.
  'errors/HTTPError.js': empty('HTTPError'),
  'errors/TimeoutError.js': empty('TimeoutError'),
  'utils/timeout.js': 'export default undefined\n',
  // `retry: 0`, and no hooks: what fails is thrown on before any of these is asked.
  'errors/ForceRetryError.js': empty('ForceRetryError'),
  'errors/NonError.js': empty('NonError'),
  'utils/delay.js': 'export default undefined\n',
  'utils/type-guards.js': empty('isHTTPError', 'isTimeoutError'),
  // Neither `onUploadProgress` nor `onDownloadProgress`.
  'utils/body.js': empty('streamRequest', 'streamResponse'),
  // Headers are given as an object without `undefined`; there are no hooks to merge.
  'utils/merge.js': `export const mergeHeaders = (_none, given) => new Headers(given)
export const mergeHooks = (none) => none
`,
  // The method comes in capitals, and the retries as a number.
  'utils/normalize.js': `export const normalizeRequestMethod = (method) => method
export const normalizeRetryOptions = (limit) => ({ limit })
`,
  // No `searchParams`, and nothing for `fetch` besides what a request holds.
  'utils/options.js': `export const findUnknownOptions = () => ({})
export const hasSearchParameters = () => false
`,
  // What the platform can do is asked for the sake of a signal, a stream and a form, all of which go past ky; a response is read
  // by who gets it, not by shortcuts such as `.json()`.
  'core/constants.js': `export const responseTypes = {}
${empty(
  'maxSafeTimeout',
  'stop',
  'RetryMarker',
  'supportsAbortController',
  'supportsAbortSignal',
  'supportsFormData',
  'supportsResponseStreams',
  'supportsRequestStreams',
)}`,
  // No instances with defaults of their own, so that there are no options to merge.
  'index.js': `import { Ky } from './core/Ky.js'\nexport default (input, options) => Ky.create(input, options)\n`,
}

const FOLDER = 'node_modules/ky/distribution'

/** @returns {import('rollup').Plugin} */
export const leanKy = () => ({
  name: 'lean-ky',
  buildStart() {
    const { version } = JSON.parse(readFileSync('node_modules/ky/package.json', 'utf8'))
    if (version !== VERSION) this.error(`scripts/leanKy.mjs was made for ky ${VERSION}, not for ${version}`)
    const missing = Object.keys(REPLACED).filter((file) => !existsSync(join(FOLDER, file)))
    if (missing.length > 0) this.error(`ky ${version} has no ${missing.join(', ')}`)
  },
  load: {
    filter: { id: /\/node_modules\/ky\/distribution\// },
    handler: (id) => REPLACED[id.slice(id.indexOf(FOLDER) + FOLDER.length + 1)],
  },
})
