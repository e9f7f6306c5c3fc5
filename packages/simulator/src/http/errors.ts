/** Refusals as HTTP responses: the status, the API's error code and the headers of each kind. */
import { Refusal, type RefusalKind } from '../domain/errors.js'
import { asString, type JsonObject } from '../domain/values/json.js'

/** The status and the error code of each kind of refusal. */
const CODES: Readonly<Record<RefusalKind, readonly [number, string]>> = {
  invalid: [400, 'validation_error'],
  unknown_route: [400, 'invalid_request_url'],
  invalid_json: [400, 'invalid_json'],
  body_too_large: [413, 'validation_error'],
  missing_version: [400, 'missing_version'],
  unauthorized: [401, 'unauthorized'],
  invalid_client: [401, 'invalid_client'],
  invalid_grant: [400, 'invalid_grant'],
  forbidden: [403, 'restricted_resource'],
  not_found: [404, 'object_not_found'],
  row_limit: [409, 'row_limit_exceeded'],
  rate_limited: [429, 'rate_limited'],
  overloaded: [529, 'service_overload'],
  internal: [500, 'internal_server_error'],
}

/** The status of the response to a refused request. */
export const statusOf = ({ kind }: Refusal): number => CODES[kind][0]

/** The headers of the response to a refused request, besides those of every response. */
export const headersOf = ({ kind, additionalData }: Refusal): Readonly<Record<string, string>> => {
  if (kind === 'invalid_client') return { 'www-authenticate': 'Basic realm="OAuth"' }
  return kind === 'rate_limited' ? { 'retry-after': asString(additionalData?.retry_after) } : {}
}

/** The body of an error response, without its request id. */
export const errorBody = (refusal: Refusal): JsonObject => ({
  object: 'error',
  status: statusOf(refusal),
  code: CODES[refusal.kind][1],
  message: refusal.message,
  ...(refusal.additionalData === undefined ? {} : { additional_data: refusal.additionalData }),
})

/** The body of an error response of the OAuth endpoints, which has the form that OAuth defines. */
export const oauthErrorBody = ({ kind, message }: Refusal): JsonObject =>
  kind === 'invalid_client' || kind === 'invalid_grant'
    ? { error: CODES[kind][1] }
    : { error: 'invalid_request', error_description: message }

/** A route that the API does not have. */
export const unknownRoute = (): Refusal => new Refusal('unknown_route', 'Invalid request URL.')

/** A body that is not JSON. */
export const invalidJson = (): Refusal => new Refusal('invalid_json', 'Error parsing JSON body.')

/** A token that is not accepted. */
export const unauthorized = (): Refusal => new Refusal('unauthorized', 'API token is invalid.')
