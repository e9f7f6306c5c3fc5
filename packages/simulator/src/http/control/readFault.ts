/** Faults from JSON. A method and a pattern of the path replace the function that TypeScript can pass. */
import { type Fault, faults } from '../../conditions/faults.js'
import type { RequestInfo } from '../../conditions/requestInfo.js'
import {
  assertValid,
  boolean,
  type Check,
  fields,
  integer,
  object,
  oneOf,
  optional,
  problem,
  string,
} from '../../domain/validate/check.js'
import { asObject, asString, isObject, type Json, type JsonObject } from '../../domain/values/json.js'
import { booleanOrUndefined, MAX, numberOrUndefined, stringOrUndefined, withoutUndefined } from './fromJson.js'

const probability: Check = (value, path) =>
  typeof value === 'number' && value >= 0 && value <= 1 ? [] : problem(path, 'a number from 0 to 1', value)

const headers: Check = (value, path) =>
  isObject(value)
    ? Object.entries(value).flatMap(([name, each]) => string()(each, `${path}.${name}`))
    : problem(path, 'an object', value)

const pattern: Check = (value, path) =>
  typeof value === 'string' && /^[/*]/.test(value) ? [] : problem(path, 'a path such as `"/v1/pages/*"`', value)

const EFFECTS = ['fault', 'status', 'dropped', 'truncated', 'slow_body_ms', 'delay_ms', 'odd_webhooks']

/** A fault without an effect is a mistake. */
const effective: Check = (value, path) =>
  EFFECTS.some((key) => asObject(value)[key] !== undefined) ? [] : [`${path} should have one of ${EFFECTS.join(', ')}.`]

const faultFields: Check = fields(
  {
    fault: optional(oneOf(...Object.keys(faults))),
    status: optional(integer(200, 599)),
    code: optional(string()),
    message: optional(string()),
    headers: optional(headers),
    additional_data: optional(object),
    body: optional(string()),
    committed: optional(boolean),
    dropped: optional(oneOf('before', 'after', 'midway')),
    truncated: optional(boolean),
    odd_webhooks: optional(boolean),
    slow_body_ms: optional(integer(0, MAX)),
    delay_ms: optional(integer(0, MAX)),
    times: optional(integer(1, MAX)),
    chance: optional(probability),
    method: optional(oneOf('GET', 'POST', 'PATCH', 'DELETE')),
    path: optional(pattern),
  },
  true,
)

/** Checks a fault in JSON. */
export const faultCheck: Check = (value, path) => {
  const problems = faultFields(value, path)
  return problems.length > 0 ? problems : effective(value, path)
}

/** The pattern of a path, with `*` for any text. */
const pathTest = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
      .join('.*')}$`,
  )

const matchOf = ({ method, path }: JsonObject): Pick<Fault, 'match'> => {
  if (method === undefined && path === undefined) return {}
  const test = pathTest(asString(path ?? '*'))
  return { match: (request: RequestInfo) => (method ?? request.method) === request.method && test.test(request.path) }
}

const presetOf = (name: Json | undefined): Fault => Object.entries(faults).find(([each]) => each === name)?.[1] ?? {}

/** Reads a fault from JSON: its own fields, or `{ "fault": "edgeBlock" }` for a predefined one. */
export const readFault = (json: Json, path = 'body'): Fault => {
  assertValid(faultCheck, json, path)
  const rule = asObject(json)
  const { dropped } = rule
  return {
    ...presetOf(rule.fault),
    ...withoutUndefined<Fault>({
      status: numberOrUndefined(rule.status),
      code: stringOrUndefined(rule.code),
      message: stringOrUndefined(rule.message),
      headers: isObject(rule.headers)
        ? Object.fromEntries(Object.entries(rule.headers).map(([name, each]) => [name, asString(each)]))
        : undefined,
      additionalData: isObject(rule.additional_data) ? rule.additional_data : undefined,
      body: stringOrUndefined(rule.body),
      committed: booleanOrUndefined(rule.committed),
      dropped: dropped === 'before' || dropped === 'after' || dropped === 'midway' ? dropped : undefined,
      truncated: booleanOrUndefined(rule.truncated),
      oddWebhooks: booleanOrUndefined(rule.odd_webhooks),
      slowBodyMs: numberOrUndefined(rule.slow_body_ms),
      delayMs: numberOrUndefined(rule.delay_ms),
      times: numberOrUndefined(rule.times),
      chance: numberOrUndefined(rule.chance),
    }),
    ...matchOf(rule),
  }
}
