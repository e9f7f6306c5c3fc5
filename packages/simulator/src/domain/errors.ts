import type { JsonObject } from './values/json.js'

/** A refusal on its way to becoming an error answer. */
export class Refusal extends Error {
  readonly status: number
  readonly code: string
  readonly additionalData: JsonObject | undefined
  /** More headers of the answer. */
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    code: string,
    message: string,
    additionalData?: JsonObject,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message)
    this.name = 'Refusal'
    this.status = status
    this.code = code
    this.additionalData = additionalData
    this.headers = headers
  }
}

/** 400 `validation_error` with a message of its own. */
export const invalid = (message: string, additionalData?: JsonObject): Refusal =>
  new Refusal(400, 'validation_error', message, additionalData)

/** 400 `validation_error` that lists what is wrong with one part of the request (`body`, `path`, `query`). */
export const failedValidation = (part: string, problems: ReadonlyArray<string>): Refusal =>
  invalid(
    problems.length === 1
      ? `${part} failed validation: ${problems[0]}`
      : `${part} failed validation. Fix one:\n${problems.join('\n')}`,
  )

/** 400 `invalid_request_url` for a route the API does not have. */
export const unknownRoute = (): Refusal => new Refusal(400, 'invalid_request_url', 'Invalid request URL.')

/** 400 `invalid_json`. */
export const brokenJson = (): Refusal => new Refusal(400, 'invalid_json', 'Error parsing JSON body.')

/** 401 `unauthorized`. */
export const unauthorized = (): Refusal => new Refusal(401, 'unauthorized', 'API token is invalid.')

/** The body of an error answer, without its request id. */
export const errorBody = (refusal: Refusal): JsonObject => ({
  object: 'error',
  status: refusal.status,
  code: refusal.code,
  message: refusal.message,
  ...(refusal.additionalData === undefined ? {} : { additional_data: refusal.additionalData }),
})

const OAUTH_CODES = ['invalid_client', 'invalid_grant']

/** The same where the OAuth endpoints refuse, which speak as OAuth does. */
export const oauthErrorBody = ({ code, message }: Refusal): JsonObject =>
  OAUTH_CODES.includes(code) ? { error: code } : { error: 'invalid_request', error_description: message }

/** 401 `invalid_client`. */
export const invalidClient = (message: string): Refusal =>
  new Refusal(401, 'invalid_client', message, undefined, { 'www-authenticate': 'Basic realm="OAuth"' })
