/** The type `verification`: who verified the page of a wiki, and until when. */
import type { Workspace } from '../../state/workspace.js'
import { type Check, fields, nullable, oneOf, optional, problem } from '../../validate/check.js'
import { dateValue } from '../../validate/date.js'
import { asObject, asString, isObject, type Json, type JsonObject } from '../../values/json.js'
import { serializeDate } from '../../values/serializeDate.js'
import { conditionFamily } from '../conditions/family.js'
import { kind, type PropertyKind } from '../kind.js'
import { rememberUser, serializeUser } from '../users.js'

const UNVERIFIED: JsonObject = { state: 'unverified', verified_by: null, date: null }

const period: Check = (value, path) => {
  const problems = dateValue(value, path)
  const { start, end } = asObject(value)
  if (problems.length > 0) return problems
  return Object.entries({ start, end }).flatMap(([key, time]) =>
    typeof time !== 'string' || time.includes('T') ? [] : problem(`${path}.${key}`, 'a date with a time', time),
  )
}

const inUtc = (time: Json | undefined): Json => (typeof time === 'string' ? new Date(time).toISOString() : null)

const serialized = (workspace: Workspace, stored: JsonObject): JsonObject => {
  const { state = 'unverified', verified_by: by = null, date = null, expires } = stored
  const expired = typeof expires === 'string' && Date.parse(expires) <= workspace.now()
  const user = isObject(by) ? serializeUser(workspace, asString(by.id)) : null
  return { state: expired ? 'expired' : state, verified_by: user, date }
}

const states: Check = oneOf('verified', 'expired', 'none')

const stateOf = (value: Json): string => {
  const state = asString(asObject(value).state)
  return state === 'unverified' || state === '' ? 'none' : state
}

/** `verification`, on the pages of a wiki. One that was written expires at its end; a loaded one keeps its state. */
export const verification: PropertyKind = kind({
  type: 'verification',
  isNewer: true,
  value: fields({ state: oneOf('verified', 'unverified'), date: optional(nullable(period)) }),
  store: (workspace, _, request) => {
    const { state, date } = asObject(request)
    if (state !== 'verified') return UNVERIFIED
    const given = isObject(date) ? serializeDate(date) : undefined
    const end = inUtc(given?.end)
    return {
      state,
      verified_by: { object: 'user', id: workspace.botId },
      date: given === undefined ? null : { start: inUtc(given.start), end, time_zone: null },
      ...(end === null ? {} : { expires: end }),
    }
  },
  load: ({ workspace }, value) => {
    rememberUser(workspace, asObject(value).verified_by ?? null)
    return value
  },
  empty: UNVERIFIED,
  serialize: ({ workspace }, stored) => (isObject(stored) ? serialized(workspace, stored) : stored),
  serializeAlone: (value) => {
    const by = asObject(asObject(value).verified_by)
    return by.id === undefined ? value : { ...asObject(value), verified_by: { object: 'user', id: by.id } }
  },
  conditions: conditionFamily(
    { status: states, does_not_equal: states },
    {
      status: (requested) => (value) => stateOf(value) === requested,
      does_not_equal: (requested) => (value) => stateOf(value) !== requested,
    },
  ),
})
