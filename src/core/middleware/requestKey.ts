/**
 * What makes two reads the same read.
 *
 * @internal
 */

import type { AnyRequest } from '../call/request.js'
import { sha256 } from '../call/tenant.js'
import { pathOf } from '../call/url.js'
import { isObject } from '../internal/json.js'
import { orUndefined, tryTo } from '../internal/orUndefined.js'

/** Objects with their names in order, so that the order in which a caller wrote them does not matter. */
const ordered = (_name: string, value: unknown): unknown =>
  isObject(value) && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value

/** Headers that follow a call on its way, and change nothing of its answer: they may differ from call to call. */
const TRACING =
  /^(traceparent|tracestate|baggage|b3|(x-)?(.*-)?trace(-.*)?|x-(b3|datadog)-.*|(x-)?(request|correlation)-?id)$/

/** A hash that knows the text before: most contexts send the same headers with every call. */
export const hashOfHeaders = (): ((text: string) => string | Promise<string>) => {
  let last: { readonly text: string; readonly hash: string } | undefined
  return (text) =>
    last?.text === text
      ? last.hash
      : sha256(text).then((hash) => {
          last = { text, hash }
          return hash
        })
}

/**
 * The key of a read, or nothing where it has none: its caller cannot be told apart from others, its body is no JSON, what it asks
 * for is a secret, or its answer is a stream, which has one reader. Headers may be secrets, so they stand in it as a hash,
 * without those of tracing.
 *
 * @param checked How answers are checked: one that was checked less is not for a caller who has more checked.
 */
export const requestKey = (
  request: AnyRequest,
  tenant: string | null,
  checked: string,
  hash: (text: string) => string | Promise<string> = sha256,
): string | undefined | Promise<string | undefined> => {
  const { op, method, body, headers, codec } = request
  if (tenant === null || request.secret || request.stream || request.content) return undefined
  return tryTo(() => {
    const json = body === undefined ? '' : JSON.stringify(body, ordered)
    const key = `${tenant} ${checked} ${op}${codec === undefined ? '' : '*'} ${method} ${pathOf(request)} ${json}`
    const telling = headers ? [...new Headers(headers)].filter(([name]) => !TRACING.test(name)) : []
    const hashed = telling.length > 0 ? hash(JSON.stringify(telling)) : ''
    return typeof hashed === 'string' ? key + hashed : orUndefined(async () => key + (await hashed))
  })
}
