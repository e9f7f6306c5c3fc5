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

/**
 * The key of a read, or nothing where it has none: its caller cannot be told apart from others, its body is no JSON, what it asks
 * for is a secret, or its answer is a stream, which has one reader. Headers may be secrets, so they stand in it as a hash.
 *
 * @param checked How answers are checked: one that was checked less is not for a caller who has more checked.
 */
export const requestKey = (
  request: AnyRequest,
  tenant: string | null,
  checked: string,
): string | undefined | Promise<string | undefined> => {
  const { op, method, body, headers, codec } = request
  if (tenant === null || request.secret || request.stream || request.content) return undefined
  return tryTo(() => {
    const json = body === undefined ? '' : JSON.stringify(body, ordered)
    const key = `${tenant} ${checked} ${op}${codec === undefined ? '' : '*'} ${method} ${pathOf(request)} ${json}`
    return headers ? orUndefined(async () => `${key} ${await sha256(JSON.stringify([...new Headers(headers)]))}`) : key
  }, undefined)
}
