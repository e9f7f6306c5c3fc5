/**
 * A rollup plugin that leaves out of ky what `kyFetcher` never reaches: it makes one exchange, without ky's retries, time-outs, hooks,
 * progress and errors. What is left of ky is as it was published.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'rollup/parseAst'
import { specialized } from './support/specialized.mjs'

/** The version whose modules were read for this. With another one, read them again. */
const VERSION = '1.14.3'

/** How `kyFetcher` uses the class of ky: a URL as a string, and the options `fetch`, `retry`, `timeout` and `throwHttpErrors`. */
const USE = {
  values: {
    // `timeout: false` and `throwHttpErrors: false`.
    'ky.#options.timeout': 'false',
    'this.#options.timeout': 'false',
    'ky.#options.throwHttpErrors': 'false',
    '!response.ok': 'false',
    // `retry: 0`: what fails is thrown on, and there is no copy of the request for another attempt.
    'Math.min(await this.#calculateRetryDelay(error), maxSafeTimeout)': '0',
    'this.#retryCount < 1': 'true',
    'this.#originalRequest.clone()': 'this.#originalRequest',
    'this.#abortController?.signal.aborted': 'false',
    // No hooks, progress or parsers.
    'ky.#options.hooks.afterResponse': '[]',
    'this.#options.hooks.beforeRequest': '[]',
    'ky.#options.onDownloadProgress': 'undefined',
    'this.#options.onUploadProgress': 'undefined',
    'ky.#decorateResponse(response)': 'response',
    // Method, headers, query and body go past ky, and so does the signal: ky makes no controller of its own.
    "normalizeRequestMethod(options.method ?? this.#input.method ?? 'GET')": "'GET'",
    'mergeHeaders(this.#input.headers, options.headers)': 'new globalThis.Headers()',
    'options.headers': 'undefined',
    'this.#options.prefixUrl': "''",
    'hasSearchParameters(this.#options.searchParams)': 'false',
    'findUnknownOptions(this.request, this.#options)': '{}',
    'this.#options.json': 'undefined',
    'ky.#originalRequest': 'undefined',
    'ky.#cancelBody(originalRequest?.body ?? undefined)': 'undefined',
    'ky.#cancelBody(ky.request.body ?? undefined)': 'undefined',
    supportsAbortController: 'false',
    supportsRequestStreams: 'false',
    'typeof this.#input': "'string'",
    'this.#input instanceof globalThis.Request': 'false',
    // A response is read by who gets it, not by shortcuts such as `.json()`.
    'Object.entries(responseTypes)': '[]',
  },
  called: ['create', 'constructor', 'request'],
  unread: ['hooks', 'prefixUrl', 'retry', 'throwHttpErrors', 'timeout', 'context'],
}

/** No instances with defaults of their own, so that there are no options to merge. */
const INDEX = `import { Ky } from './core/Ky.js'\nexport default (input, options) => Ky.create(input, options)\n`

const FOLDER = 'node_modules/ky/distribution'

/** @returns {import('rollup').Plugin} */
export const leanKy = () => ({
  name: 'lean-ky',
  buildStart() {
    const { version } = JSON.parse(readFileSync('node_modules/ky/package.json', 'utf8'))
    if (version !== VERSION) this.error(`scripts/leanKy.mjs was made for ky ${VERSION}, not for ${version}`)
    if (!existsSync(join(FOLDER, 'index.js'))) this.error(`ky ${version} has no index.js`)
  },
  load: {
    filter: { id: /\/node_modules\/ky\/distribution\/index\.js$/ },
    handler: () => INDEX,
  },
  transform: {
    filter: { id: /\/node_modules\/ky\/distribution\/core\/Ky\.js$/ },
    handler: async (code) => ({ code: await specialized(code, USE, parseAst), map: null }),
  },
})
