import type { Workspace } from '../state/workspace.js'
import { type Check, fields, nullable, oneOf, optional, problem } from '../validate/check.js'
import { dateValue } from '../validate/date.js'
import { answerDate } from '../values/date.js'
import { asObject, asString, isObject, type Json, type JsonObject } from '../values/json.js'
import { createdByKind } from './computed.js'
import { kind, type PropertyKind } from './kind.js'
import { presentUser } from './references.js'

const UNVERIFIED: JsonObject = { state: 'unverified', verified_by: null, date: null }

const period: Check = (value, path) => {
  const problems = dateValue(value, path)
  const { start, end } = asObject(value)
  if (problems.length > 0) return problems
  return Object.entries({ start, end }).flatMap(([key, moment]) =>
    typeof moment !== 'string' || moment.includes('T') ? [] : problem(`${path}.${key}`, 'a date with a time', moment),
  )
}

const inUtc = (moment: Json | undefined): Json => (typeof moment === 'string' ? new Date(moment).toISOString() : null)

const presented = (workspace: Workspace, stored: JsonObject): JsonObject => {
  const { state = 'unverified', verified_by: by = null, date = null, expires } = stored
  const over = typeof expires === 'string' && Date.parse(expires) <= workspace.now()
  const user = isObject(by) ? presentUser(workspace, asString(by.id)) : null
  return { state: over ? 'expired' : state, verified_by: user, date }
}

/** `verification`, on the pages of a wiki: one that was made here expires when its end has passed. */
export const verificationKind: PropertyKind = kind({
  value: fields({ state: oneOf('verified', 'unverified'), date: optional(nullable(period)) }),
  store: (workspace, _, request) => {
    const { state, date } = asObject(request)
    if (state !== 'verified') return UNVERIFIED
    const given = isObject(date) ? answerDate(date) : undefined
    const until = inUtc(given?.end)
    return {
      state,
      verified_by: { object: 'user', id: workspace.botId },
      date: given === undefined ? null : { start: inUtc(given.start), end: until, time_zone: null },
      ...(until === null ? {} : { expires: until }),
    }
  },
  seed: (workspace, property, answered) => {
    createdByKind.seed(workspace, property, asObject(answered).verified_by ?? null)
    return answered
  },
  empty: UNVERIFIED,
  present: ({ workspace }, stored) => (isObject(stored) ? presented(workspace, stored) : stored),
})
