/**
 * The gateway of calls with a body: whatever is given becomes a path, a query string and a body, or is refused.
 *
 * @internal
 */

import type { Method } from '../call/call.js'
import { dashedId } from '../call/id.js'
import type { InvalidInput } from '../call/issues.js'
import { unsafeCast } from '../internal/unsafeCast.js'
import { type Check, ID_EXPECTED, propertyIds } from './check.js'
import { idRule } from './idRule.js'
import { plainData, type Rule } from './plainData.js'
import { type CheckedCall, queryCall } from './queryCall.js'
import { refusing } from './shape.js'

/** A call with a body, and the parameters as they are sent: plain data, with ids in place of addresses. */
export interface BodyCall<P> {
  readonly call: Omit<CheckedCall, 'query'> & {
    readonly query?: CheckedCall['query']
    readonly body: { readonly [name: string]: unknown }
    readonly hint?: string
  }
  readonly given: P
}

/** An id in a path, from what the rule of ids has left of it. */
const pathId: Check = (given, refuse) => (typeof given === 'string' ? dashedId(given) : refuse(ID_EXPECTED))

const anything: Check = (given) => given

/**
 * A call with a body. It is total: what cannot be sent, or cannot even be read, is an issue. Parameters that neither the path nor
 * the query string takes go into the body, those that this library does not know, too: Notion refuses them by name.
 *
 * @param method The HTTP method.
 * @param template The path as the API reference writes it, below `/v1/`: `pages/{page_id}`.
 * @param params What the caller gave, whatever it is.
 * @param checks The checks of single parameters. An id in the path needs one only where the rule of ids does not know its name.
 * @param rules What is looked at in the whole, besides its ids.
 */
export const bodyCall = <P>(
  method: Method,
  template: string,
  params: P,
  checks?: { readonly [name: string]: Check },
  ...rules: ReadonlyArray<Rule>
): BodyCall<P> => {
  const issues: Array<InvalidInput> = []
  const hints = new Set<string>()
  const given = plainData(params, issues, [idRule(hints), ...rules])
  const ids = Object.fromEntries(Array.from(template.matchAll(/{(\w+)}/g), ([, name]) => [name, pathId]))
  const all = { ...ids, ...checks, filter_properties: propertyIds }
  // A text is refused: nothing at all is no way to ask for what needs nothing, such as a page that is empty.
  const { query, invalid = [], ...call } = queryCall(method, template, given ?? '', all, anything).call
  const { filter_properties, ...body } = query
  return unsafeCast({
    call: {
      ...refusing({ ...call, ...(issues[0] && { invalid: issues }) }, invalid),
      query: filter_properties && { filter_properties },
      body,
      hint: [...hints].join('; ') || undefined,
    },
    given: given ?? {},
  })
}
