/**
 * Builds calls without a body: the parameters become a path and a query string, or are rejected.
 *
 * @internal
 */

import type { Method, QueryValue } from '../call/call.js'
import type { InvalidInput } from '../call/issues.js'
import { isPlain } from '../internal/json.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { type Check, listIn } from './check.js'
import { asSpelled } from './id.js'

/** The names in braces of a path template. */
export type ParameterOf<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never

/** The checked parts of a request. */
export interface CheckedCall {
  readonly method: Method
  readonly path: string
  readonly query: { readonly [name: string]: QueryValue }
  /** Absent if all parameters are valid. */
  readonly invalid?: ReadonlyArray<InvalidInput>
}

/** Whether a value can be one value of a query string. */
const isWord = (given: unknown): boolean => 'string boolean'.includes(typeof given) || Number.isFinite(given)

/** The check of the parameters without their own check. */
const anyWords: Check = (given, reject) => {
  const words = Array.isArray(given) ? listIn(given) : [given ?? '']
  // Returns the copy of a list: reading the original again may throw or give other values.
  if (words?.every(isWord)) return Array.isArray(given) ? words : given
  return reject('a string, a number, a boolean or a list of these')
}

/**
 * Builds a call without a body. It never throws: a value that cannot be sent or read is an issue. Parameters that are neither in
 * the path nor in `checks` go into the query string unchanged, except `undefined` and `null`.
 *
 * @param method The HTTP method.
 * @param template The path as the API reference writes it, below `/v1/`: `pages/{page_id}`.
 * @param params The parameters from the caller; any value is safe.
 * @param checks The checks of the path parameters, and of others.
 * @param other The check of all other parameters. Default: any value that a query string can contain.
 */
export const queryCall = <Template extends string>(
  method: Method,
  template: Template,
  params: unknown,
  checks: { readonly [Name in ParameterOf<Template>]: Check } & { readonly [name: string]: Check },
  other: Check = anyWords,
): { readonly call: CheckedCall; readonly ids: { readonly [Name in ParameterOf<Template>]: string } } => {
  const invalid: Array<InvalidInput> = []
  // For speed: `Object.entries`, or merging both tables, would each take a tenth of the time of a cache hit.
  const query: { [name: string]: unknown } = {}
  const ids: { [name: string]: unknown } = {}
  let path: string = template
  try {
    // Lists, strings, functions, maps and promises are not parameter objects, although they may have fields.
    const holder: unknown = params ?? ids
    if (!isPlain(holder)) throw params
    const fields: { readonly [name: string]: unknown } = { ...holder }
    const take = (field: string, check: Check): void => {
      const given = fields[field]
      const value = check(given, (allowed) => void invalid.push({ field, given, allowed }))
      const place = `{${field}}`
      // An invalid parameter leaves its place in the path. That of an absent one, of which there are many, is not searched for.
      if (value !== undefined && path.includes(place)) {
        ids[field] = value
        path = path.replace(place, `${value}`)
      } else if (field in query) {
        // An inherited name such as `__proto__` needs `defineProperty` to become a field.
        Object.defineProperty(query, field, { value: asSpelled(given, value), enumerable: true })
      } else query[field] = asSpelled(given, value)
    }
    for (const field of Object.keys(checks)) take(field, checks[field] ?? other)
    for (const field of Object.keys(fields)) if (!Object.hasOwn(checks, field)) take(field, other)
  } catch {
    invalid.push({ field: 'params', given: params, allowed: 'an object' })
  }
  // `other` and `checks` return `unknown`: they leave strings in the path, and in the query what a query string can contain. A call
  // with issues is never sent.
  return unsafeCast({
    call: { method, path, query, invalid: invalid[0] && invalid },
    ids,
  })
}
