/** The gateway of calls without a body: whatever is given becomes a path and a query string, or is refused. */

import type { Method, QueryValue } from '../call/call.js'
import type { InvalidInput } from '../call/issues.js'
import { trust } from '../internal/unsafeCast.js'
import type { Check } from './check.js'
import { asSpelled } from './id.js'

/** The names in braces in a path of the API reference. */
export type ParameterOf<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never

/** What a gateway gives for a request. */
export interface CheckedCall {
  readonly method: Method
  readonly path: string
  readonly query: { readonly [name: string]: QueryValue }
  /** Absent, where nothing is wrong. */
  readonly invalid?: ReadonlyArray<InvalidInput>
}

/** Whether something can stand in a query string as one value. */
const isWord = (given: unknown): boolean => 'string boolean'.includes(typeof given) || Number.isFinite(given)

/** The check of the parameters that have none of their own. */
const anyWords: Check = (given, refuse) =>
  [given ?? []].flat().every(isWord) ? given : refuse('a text, a finite number, true or false, or a list of these')

/**
 * A call without a body. It is total: what cannot be sent, or cannot even be read, is an issue. Parameters that are neither in the
 * path nor among the checks go into the query string as they are; `undefined` and `null` stand for none.
 *
 * @param method The HTTP method.
 * @param template The path as the API reference writes it, below `/v1/`: `pages/{page_id}`.
 * @param params What the caller gave, whatever it is.
 * @param checks How the parameters of the path are checked, and others.
 * @param other How the rest is checked. Default as what can stand in a query string.
 */
export const queryCall = <Template extends string>(
  method: Method,
  template: Template,
  params: unknown,
  checks: { readonly [Name in ParameterOf<Template>]: Check } & { readonly [name: string]: Check },
  other: Check = anyWords,
): { readonly call: CheckedCall; readonly ids: { readonly [Name in ParameterOf<Template>]: string } } => {
  const invalid: Array<InvalidInput> = []
  // Without a prototype, so that `__proto__` is a name like any other.
  const query: { [name: string]: unknown } = Object.create(null)
  const ids: { [name: string]: unknown } = {}
  let path: string = template
  try {
    // A list, a text or a function has fields too, which were never meant as parameters.
    if (typeof (params ?? ids) !== 'object' || Array.isArray(params)) throw params
    const fields: { readonly [name: string]: unknown } = { ...trust<object>(params) }
    for (const field of Object.keys({ ...checks, ...fields })) {
      const given = fields[field]
      const check = (Object.hasOwn(checks, field) && checks[field]) || other
      const value = check(given, (allowed) => void invalid.push({ field, given, allowed }))
      const place = `{${field}}`
      const inPath = path.includes(place)
      if (inPath) ids[field] = value
      else query[field] = asSpelled(given, value)
      if (inPath) path = path.replace(place, `${value ?? place}`)
    }
  } catch {
    invalid.push({ field: 'params', given: params, allowed: 'an object' })
  }
  return trust({ call: { method, path, query, invalid: invalid[0] && invalid }, ids })
}
