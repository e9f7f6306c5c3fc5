/** Errors with the fields of those of the official client, for tools that read the fields of an error. */
import type { NotionError, SerializedError } from '../core/call/error.js'
import { MESSAGE_BYTES, shortened } from '../core/call/report.js'
import { isObject } from '../core/internal/json.js'

/** The rejection of the methods of {@link asNotionClient}, with the fields of the errors of `@notionhq/client`. */
export interface NotionClientError extends Error {
  /** `APIResponseError`, `UnknownHTTPResponseError`, `RequestTimeoutError`, or the name of the network error. */
  readonly name: string
  /** The code of the API, such as `object_not_found`, or of the client, such as `notionhq_client_request_timeout`. */
  readonly code?: string
  /** The HTTP status; absent without a response. */
  readonly status?: number
  readonly headers?: Headers
  /** The response body as text. */
  readonly body?: string
  readonly additional_data?: unknown
  readonly request_id?: string | undefined
  readonly ray_id?: string | undefined
  /** The error of this library. */
  readonly cause: NotionError
}

type Fields = Omit<NotionClientError, keyof Error> & { readonly name: string; readonly message: string }

const BAD_REQUEST = 400

const codeOf = ({ code, cause }: SerializedError): string | undefined => code ?? (cause && codeOf(cause))

/** The fields for an error response of the API, or for a response that is not from the API. */
const fieldsOfResponse = (error: Extract<NotionError, { readonly status: number }>): Omit<Fields, 'cause'> => {
  const { body, code, headers, message, requestId, rayId, status } = error
  const json = isObject(body) ? body : {}
  return {
    ...(code === undefined || error._tag === 'DecodeError'
      ? { name: 'UnknownHTTPResponseError', code: 'notionhq_client_response_error' }
      : { name: 'APIResponseError', code }),
    message: typeof json.message === 'string' ? json.message : message,
    status,
    headers: new Headers(headers),
    body: typeof body === 'string' ? body : (JSON.stringify(body) ?? ''),
    additional_data: json.additional_data,
    request_id: requestId,
    ray_id: rayId,
  }
}

/** The fields for input that was rejected before sending, as the API would reject it. */
const fieldsOfInvalidInput = (message: string): Omit<Fields, 'cause'> => {
  const body = { object: 'error', status: BAD_REQUEST, code: 'validation_error', message }
  return {
    name: 'APIResponseError',
    code: body.code,
    message,
    status: BAD_REQUEST,
    headers: new Headers(),
    body: JSON.stringify(body),
    additional_data: undefined,
  }
}

const fieldsOf = (error: NotionError): Omit<Fields, 'cause'> => {
  const { message } = error
  switch (error._tag) {
    case 'TimeoutError':
      return { name: 'RequestTimeoutError', code: 'notionhq_client_request_timeout', message }
    case 'InvalidInputError':
      return fieldsOfInvalidInput(message)
    case 'AbortError':
      return { name: 'AbortError', message }
    case 'NetworkError': {
      const code = codeOf(error.cause)
      return { name: error.cause.name, message, ...(code !== undefined && { code }) }
    }
    default:
      return fieldsOfResponse(error)
  }
}

/**
 * Converts an error to the one that the official client would throw, with the original as its `cause`. The body is not enumerable:
 * logs show the beginning of it as part of the cause.
 */
export const clientError = (cause: NotionError): NotionClientError => {
  const { message, ...fields } = fieldsOf(cause)
  const error = Object.assign(new Error(shortened(message, MESSAGE_BYTES)), fields, { cause })
  for (const name of ['body', 'additional_data']) {
    if (name in error) Object.defineProperty(error, name, { enumerable: false })
  }
  return error
}
