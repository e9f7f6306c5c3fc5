/** Conditions from JSON: rate limits, latency and faults, in snake case and without functions. */
import type { ConditionsOptions, Latency } from '../../conditions/conditions.js'
import { assertValid, type Check, fields, integer, list, optional, problem } from '../../domain/validate/check.js'
import { asArray, asObject, isArray, isObject, type Json } from '../../domain/values/json.js'
import { booleanOrUndefined, MAX, numberOrUndefined, withoutUndefined } from './fromJson.js'
import { faultCheck, readFault } from './readFault.js'

const time: Check = (value, path) =>
  typeof value === 'number' && value >= 0 && value <= MAX ? [] : problem(path, 'milliseconds from 0', value)

const bounds: Check = (value, path) => {
  const problems = fields({ min: time, max: time }, true)(value, path)
  const { min, max } = asObject(value)
  return problems.length > 0 || Number(min) <= Number(max) ? problems : problem(`${path}.max`, `≥ \`${min}\``, max)
}

const conditionsCheck: Check = fields(
  {
    rate_limit: optional((value, path) =>
      typeof value === 'boolean'
        ? []
        : fields({ requests: optional(integer(1, MAX)), window_ms: optional(integer(1, MAX)) }, true)(value, path),
    ),
    latency: optional((value, path) => (typeof value === 'number' ? time(value, path) : bounds(value, path))),
    faults: optional(list(faultCheck)),
    seed: optional(integer(0, MAX)),
  },
  true,
)

const latencyOf = (json: Json | undefined): Latency | undefined => {
  if (typeof json === 'number') return json
  const { min, max } = asObject(json)
  return typeof min === 'number' && typeof max === 'number' ? { min, max } : undefined
}

/** Reads conditions from JSON. */
export const readConditions = (json: Json): ConditionsOptions => {
  assertValid(conditionsCheck, json, 'body')
  const { rate_limit: limit, latency, faults: rules, seed } = asObject(json)
  const { requests, window_ms: windowMs } = asObject(limit)
  return withoutUndefined<ConditionsOptions>({
    rateLimit: isObject(limit)
      ? withoutUndefined<Exclude<ConditionsOptions['rateLimit'], boolean | undefined>>({
          requests: numberOrUndefined(requests),
          windowMs: numberOrUndefined(windowMs),
        })
      : booleanOrUndefined(limit),
    latency: latencyOf(latency),
    faults: isArray(rules) ? asArray(rules).map((each, index) => readFault(each, `body.faults[${index}]`)) : undefined,
    seed: numberOrUndefined(seed),
  })
}
