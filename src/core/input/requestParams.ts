/**
 * Checks the parameters of `request`, which calls any endpoint.
 *
 * @internal
 */
import type { InvalidInput } from '../call/issues.js'
import { isObject, isPlain, type JsonObject } from '../internal/json.js'
import { isText, listIn } from './check.js'
import { plainData } from './plainData.js'
import { queryCall } from './queryCall.js'

/**
 * Text that the platform would interpret as leaving or ending the path. The platform also drops some control characters; the pattern
 * excludes them by listing the allowed ranges, since a Unicode property escape is slow to compile while the package loads.
 */
const LEAVES = /(^|[/\\])\.\.?($|[/\\])|[?#\s]|[^!-~\xa0-\uffff]|^\w+:/

/** Encoded dots and slashes count too, even if the path as a whole cannot be decoded. */
const staysBelow = (path: unknown): boolean =>
  typeof path === 'string' && !LEAVES.test(path.replace(/%2e/gi, '.').replace(/%2f|%5c/gi, '/'))

const areTags = [(given: unknown) => listIn(given)?.every(isText) === true, 'a list of tags'] as const

const isPart = (part: unknown): boolean =>
  isObject(part) &&
  typeof part.name === 'string' &&
  (typeof part.value === 'string' || part.value instanceof Blob) &&
  (part.filename === undefined || typeof part.filename === 'string')

/** The checks of the parameters that are given. */
const EXPECTED: { readonly [name: string]: readonly [isRight: (given: unknown) => boolean, allowed: string] } = {
  method: [(given) => /^(GET|POST|PATCH|DELETE)$/.test(String(given)), 'GET, POST, PATCH or DELETE'],
  path: [staysBelow, 'a path below /v1/ without "..", white space, query or host'],
  kind: [(given) => /^(read|repeatable|once)$/.test(String(given)), 'read, repeatable or once'],
  op: [(given) => typeof given === 'string' && given.length <= 100, 'a string of at most 100 characters'],
  query: [isPlain, 'an object'],
  headers: [isObject, 'an object'],
  form: [(given) => listIn(given)?.every(isPart) === true, 'a list of parts with a name and a string or Blob'],
  codec: [(given) => isObject(given) && typeof given.is === 'function', 'an io-ts codec'],
  cache: [
    (given) => /^(pages|blocks|databases|data_sources|queries|users)$/.test(String(given)),
    'pages, blocks, databases, data_sources, queries or users',
  ],
  reads: areTags,
  writes: areTags,
}

const REQUIRED = /^(method|path)$/

/** The parameters, with a query and a body that can be sent, and the issues. It never throws. */
export const requestParams = (
  params: unknown,
): { readonly given: JsonObject; readonly invalid: ReadonlyArray<InvalidInput> } => {
  const invalid: Array<InvalidInput> = []
  try {
    if (!isObject(params)) throw params
    const given: { [name: string]: unknown } = { ...params }
    for (const [field, [isRight, allowed]] of Object.entries(EXPECTED)) {
      const value = given[field]
      if (value === undefined ? REQUIRED.test(field) : !isRight(value)) {
        invalid.push({ field, given: value, allowed })
        given[field] = undefined
      }
    }
    if (given.query) {
      const { query, invalid: wrong = [] } = queryCall('GET', '', given.query, {}).call
      given.query = query
      invalid.push(...wrong.map((issue) => ({ ...issue, field: `query.${issue.field}` })))
    }
    const whole = plainData({ body: given.body }, invalid)
    given.body = isObject(whole) ? whole.body : undefined
    return { given, invalid }
  } catch {
    return { given: {}, invalid: [{ field: 'params', given: params, allowed: 'an object of plain data' }] }
  }
}
