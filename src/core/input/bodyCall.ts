/** The gateway of calls with a body: whatever is given becomes a path, a query string and a body, or is refused. */
import type { InvalidInput } from '../error.js'
import type { Method } from '../fetcher.js'
import { isObject } from '../json.js'
import { trust } from '../trust.js'
import { AN_ID, type Check } from './check.js'
import { hints } from './hints.js'
import { dashedId } from './id.js'
import { idRule } from './idRule.js'
import { plainData, type Rule } from './plainData.js'
import type { CheckedCall } from './queryCall.js'

/** What an operation asks of its parameters, besides what is asked of every body. */
export interface Expected {
  /** Parameters that have to be there. Those of the path always have. */
  readonly needs?: ReadonlyArray<string>
  /** The checks of parameters that go into the body. */
  readonly checks?: { readonly [name: string]: Check }
  /** The checks of parameters that go into the query string. */
  readonly query?: { readonly [name: string]: Check }
  /** What else is looked at in the whole. */
  readonly rules?: ReadonlyArray<Rule>
}

/** A call with a body, and the parameters as they were checked: plain data, its ids in place of addresses. */
export interface BodyCall<P> {
  readonly call: Omit<CheckedCall, 'query'> &
    Partial<Pick<CheckedCall, 'query'>> & {
      readonly body: { readonly [name: string]: unknown }
      readonly hint?: string
    }
  readonly given: P
}

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  isObject(value) && !Array.isArray(value)

/**
 * A call with a body. It is total: what cannot be sent, or cannot even be read, is an issue. Parameters that neither the path nor
 * the query string takes go into the body, those that this library does not know, too: Notion refuses them by name.
 *
 * @param method The HTTP method.
 * @param template The path as the API reference writes it, below `/v1/`: `pages/{page_id}`.
 * @param params What the caller gave, whatever it is.
 * @param expected What the operation asks of them.
 */
export const bodyCall = <P>(
  method: Method,
  template: string,
  params: P,
  { needs = [], checks = {}, query = {}, rules = [] }: Expected = {},
): BodyCall<P> => {
  const invalid: Array<InvalidInput> = []
  const named = new Set<string>()
  const copy = plainData(params ?? {}, invalid, [idRule(named), ...rules])
  const given = isRecord(copy) ? copy : {}
  const refuse = (field: string, allowed: string, received: unknown = given[field]): undefined => {
    invalid.push({ field, given: received, allowed })
    return undefined
  }
  const require = (name: string, allowed: string): void => {
    if (invalid.every(({ field }) => field !== name)) refuse(name, allowed)
  }
  const path = template.replace(/{(\w+)}/g, (place, name: string) => {
    const id = given[name]
    if (typeof id === 'string') return dashedId(id)
    require(name, AN_ID)
    return place
  })
  for (const name of needs) if (given[name] === undefined) require(name, 'given')
  // Nothing at all is no way to say that nothing is needed, such as a page that is empty.
  if (invalid.length === 0 && (copy !== given || (params ?? undefined) === undefined))
    refuse('params', 'an object', params)
  const checkedBy = (name: string, check: Check): unknown =>
    check(given[name], (allowed, received = given[name], below = '') => refuse(name + below, allowed, received))
  const body: Array<[string, unknown]> = []
  const search: Array<[string, unknown]> = []
  for (const name of Object.keys(given)) {
    if (template.includes(`{${name}}`)) continue
    const inQuery = Object.hasOwn(query, name)
    const check = inQuery ? query[name] : Object.hasOwn(checks, name) ? checks[name] : undefined
    const value = check ? checkedBy(name, check) : given[name]
    if (value !== undefined) (inQuery ? search : body).push([name, value])
  }
  const hint = hints(named)
  return trust({
    call: {
      method,
      path,
      ...(search.length > 0 && { query: Object.fromEntries(search) }),
      // What takes a `page_size` shows it where none is given, too: it is how a list is told from other calls.
      body: { ...('page_size' in checks && { page_size: undefined }), ...Object.fromEntries(body) },
      invalid: invalid[0] && invalid,
      ...(hint && { hint }),
    },
    given,
  })
}
