/**
 * The gateway of calls without a body: whatever is given becomes a path and a query string, or is refused.
 *
 * @internal
 */

import type { Method, QueryValue } from '../call/call.js'
import type { InvalidInput } from '../call/issues.js'
import type { NotionRequest } from '../call/request.js'
import { isPlain } from '../internal/json.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { type Check, listIn } from './check.js'
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

/**
 * What middleware gives a request on its way. A copy of an object with another field takes V8 ten times as long as one with
 * another value, so the fields are there from the beginning.
 */
const LATER = {
  observe: undefined,
  tenant: undefined,
  key: undefined,
  budget: undefined,
  signal: undefined,
} satisfies Partial<NotionRequest<unknown>>

/** Whether something can stand in a query string as one value. */
const isWord = (given: unknown): boolean => 'string boolean'.includes(typeof given) || Number.isFinite(given)

/** The check of the parameters that have none of their own. */
const anyWords: Check = (given, refuse) => {
  const words = Array.isArray(given) ? listIn(given) : [given ?? '']
  // The copy of a list: it was read, and may not be readable, or another, the next time.
  if (words?.every(isWord)) return Array.isArray(given) ? words : given
  return refuse('a text, a number, a boolean or a list of these')
}

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
  // Not through entries, nor over a copy of both tables: each takes a tenth of a cache hit.
  const query: { [name: string]: unknown } = {}
  const ids: { [name: string]: unknown } = {}
  let path: string = template
  try {
    // A list, a text or a function has fields too, which were never meant as parameters; those of a map or a promise are none.
    if (!isPlain(params ?? ids)) throw params
    const fields: { readonly [name: string]: unknown } = { ...unsafeCast<object>(params) }
    const take = (field: string, check: Check): void => {
      const given = fields[field]
      const value = check(given, (allowed) => void invalid.push({ field, given, allowed }))
      const place = `{${field}}`
      if (path.includes(place)) {
        ids[field] = value
        path = path.replace(place, `${value ?? place}`)
      } else if (field in query) {
        // Of the names that every object has, `__proto__` would be no field.
        Object.defineProperty(query, field, { value: asSpelled(given, value), enumerable: true })
      } else query[field] = asSpelled(given, value)
    }
    for (const field of Object.keys(checks)) take(field, checks[field] ?? other)
    for (const field of Object.keys(fields)) if (!Object.hasOwn(checks, field)) take(field, other)
  } catch {
    invalid.push({ field: 'params', given: params, allowed: 'an object' })
  }
  return unsafeCast({
    call: { method, path, query, invalid: invalid[0] && invalid, ...LATER },
    ids,
  })
}
