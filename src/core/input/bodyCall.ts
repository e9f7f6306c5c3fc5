/**
 * Builds calls with a body: the parameters become a path, a query string and a body, or are rejected.
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
import { withIssues } from './shape.js'

/** A call with a body, and the parameters as they are sent: plain data, with ids in place of URLs. */
export interface BodyCall<P> {
  readonly call: Omit<CheckedCall, 'query'> & {
    readonly query?: CheckedCall['query']
    readonly body: { readonly [name: string]: unknown }
    readonly hint?: string
  }
  readonly given: P
}

/** An id in a path, which the rule for ids has already checked. */
const pathId: Check = (given, reject) => (typeof given === 'string' ? dashedId(given) : reject(ID_EXPECTED))

const anything: Check = (given) => given

/**
 * Builds a call with a body. It never throws: a value that cannot be sent or read is an issue. Parameters that are neither in the
 * path nor in the query string go into the body, including unknown ones: Notion rejects those by name.
 *
 * @param method The HTTP method.
 * @param template The path as the API reference writes it, below `/v1/`: `pages/{page_id}`.
 * @param params The parameters from the caller; any value is safe.
 * @param checks The checks of single parameters. An id in the path needs none: a rule checks it.
 * @param rules The checks of the whole body, besides the rule for ids.
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
  // Parameters are required, even if all of them are optional: the empty string is rejected in place of `undefined`.
  const { query, invalid = [], ...call } = queryCall(method, template, given ?? '', all, anything).call
  const { filter_properties, ...body } = query
  // The copy has the fields of `P`, unless there are issues: then it is never sent.
  return unsafeCast({
    call: {
      ...withIssues({ ...call, ...(issues[0] && { invalid: issues }) }, invalid),
      query: filter_properties && { filter_properties },
      body,
      hint: [...hints].join('; ') || undefined,
    },
    given: given ?? {},
  })
}
