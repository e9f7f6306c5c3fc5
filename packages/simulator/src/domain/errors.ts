/** Why requests are refused, regardless of HTTP: `http/errors.ts` has the response to each kind of refusal. */
import type { JsonObject } from './values/json.js'

/** The kind of a refusal. `http/errors.ts` has the response to each kind. */
export type RefusalKind =
  | 'invalid'
  | 'unknown_route'
  | 'invalid_json'
  | 'body_too_large'
  | 'missing_version'
  | 'unauthorized'
  | 'invalid_client'
  | 'invalid_grant'
  | 'forbidden'
  | 'not_found'
  | 'row_limit'
  | 'rate_limited'
  | 'overloaded'
  | 'internal'

/** Why a request is refused. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  /** `additional_data` of the error body. */
  readonly additionalData: JsonObject | undefined

  constructor(kind: RefusalKind, message: string, additionalData?: JsonObject) {
    super(message)
    this.name = 'Refusal'
    this.kind = kind
    this.additionalData = additionalData
  }
}

/** A request that is invalid, with a message of its own. */
export const invalid = (message: string, additionalData?: JsonObject): Refusal =>
  new Refusal('invalid', message, additionalData)

/** A request with problems in one part of it (`body`, `path`, `query`), all of which are listed. */
export const failedValidation = (part: string, problems: ReadonlyArray<string>): Refusal =>
  invalid(
    problems.length === 1
      ? `${part} failed validation: ${problems[0]}`
      : `${part} failed validation. Fix one:\n${problems.join('\n')}`,
  )
