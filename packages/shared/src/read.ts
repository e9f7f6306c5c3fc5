/** Checks of requests, results and states that come from a network or a storage, where anything may have been written. */

import type { LimiterState } from './limiterState.js'
import type { Scores } from './scores.js'
import type { PermitReport, Turn, TurnRequest } from './turnMessages.js'

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (given: unknown): Fields => (typeof given === 'object' && given !== null ? { ...given } : {})

const areNumbers = (fields: Fields, names: ReadonlyArray<string>): boolean =>
  names.every((name) => Number.isFinite(fields[name]))

const isScores = (given: unknown): given is Scores =>
  Array.isArray(given) &&
  given.every((one) => Array.isArray(one) && one.length === 2 && typeof one[0] === 'string' && Number.isFinite(one[1]))

const isReport = (given: unknown): given is PermitReport => {
  const fields = fieldsOf(given)
  const { kind, id } = fields
  return (
    (kind === 'passed' || kind === 'refused' || kind === 'unused') &&
    typeof id === 'string' &&
    areNumbers(fields, ['issuedAt', 'flag', 'retryAfterMs'])
  )
}

const TURN = ['granted', 'flag', 'now', 'waitMs', 'pauseMs', 'stalledMs', 'limit']
const RATES = ['perMinute', 'maxPerMinute', 'minPerMinute']
const NUMBERS = [
  'now',
  'limit',
  'ceiling',
  'caution',
  'paused',
  'stalled',
  'slowed',
  'rejections',
  'before',
  'peak',
  'trial',
  'probe',
  'probes',
  'streak',
]

const isTurn = (given: unknown): given is Turn => {
  const fields = fieldsOf(given)
  return areNumbers(fields, TURN) && Number.isInteger(fields.granted) && Number(fields.granted) >= 0
}

/** The maximum number of permits of one turn, so that a state does not outgrow its storage. */
const MAX_WANT = 1_000

const isTurnRequest = (given: unknown): given is TurnRequest => {
  const fields = fieldsOf(given)
  const { process, want, base, leaseMs, reports } = fields
  return (
    typeof process === 'string' &&
    process.length > 0 &&
    Number.isInteger(want) &&
    Number(want) >= 0 &&
    Number(want) <= MAX_WANT &&
    Number.isInteger(base) &&
    areNumbers(fields, RATES) &&
    RATES.every((name) => Number(fields[name]) > 0) &&
    Number.isFinite(leaseMs) &&
    Number(leaseMs) >= 0 &&
    Array.isArray(reports) &&
    reports.every(isReport)
  )
}

const isLimiterState = (given: unknown): given is LimiterState => {
  const fields = fieldsOf(given)
  const { open, used, line, due } = fields
  return areNumbers(fields, NUMBERS) && [open, used, line, due].every(isScores)
}

/** A value as the result of a turn; `undefined` if it is something else. */
export const turnIn = (given: unknown): Turn | undefined => (isTurn(given) ? given : undefined)

/** A value as the request of a turn; `undefined` if it is something else. */
export const turnRequestIn = (given: unknown): TurnRequest | undefined => (isTurnRequest(given) ? given : undefined)

/** A value as the state of a limiter; `undefined` if it is something else. */
export const limiterStateIn = (given: unknown): LimiterState | undefined => (isLimiterState(given) ? given : undefined)
