/** Failures in the form in which the official client throws them, for tools that look at the fields of an error. */
import type { NotionError, SerializedError } from '../core/call/error.js'
import { MESSAGE_BYTES, shortened } from '../core/call/report.js'
import { isObject } from '../core/internal/json.js'

/** What the methods of {@link asNotionClient} reject with: the fields are those of the errors of `@notionhq/client`. */
export interface NotionClientError extends Error {
  /** `APIResponseError`, `UnknownHTTPResponseError`, `RequestTimeoutError`, or the name of what was thrown on the way. */
  readonly name: string
  /** The word of the API, such as `object_not_found`, or of the client, such as `notionhq_client_request_timeout`. */
  readonly code?: string
  /** The HTTP status, where there was an answer. */
  readonly status?: number
  readonly headers?: Headers
  /** The body of the answer as text. */
  readonly body?: string
  readonly additional_data?: unknown
  readonly request_id?: string | undefined
  readonly ray_id?: string | undefined
  /** The failure as this library gives it. */
  readonly cause: NotionError
}

type Fields = Omit<NotionClientError, keyof Error> & { readonly name: string; readonly message: string }

const REFUSED = 400

const codeOf = ({ code, cause }: SerializedError): string | undefined => code ?? (cause && codeOf(cause))

/** The fields of an answer with which Notion refused a call, or of one that is none of Notion's. */
const answered = (error: Extract<NotionError, { readonly status: number }>): Omit<Fields, 'cause'> => {
  const { body, code, headers, message, requestId, rayId, status } = error
  const said = isObject(body) ? body : {}
  return {
    ...(code === undefined || error._tag === 'DecodeError'
      ? { name: 'UnknownHTTPResponseError', code: 'notionhq_client_response_error' }
      : { name: 'APIResponseError', code }),
    message: typeof said.message === 'string' ? said.message : message,
    status,
    headers: new Headers(headers),
    body: typeof body === 'string' ? body : (JSON.stringify(body) ?? ''),
    additional_data: said.additional_data,
    request_id: requestId,
    ray_id: rayId,
  }
}

/** What the API would have answered to parameters that it was not sent. */
const refused = (message: string): Omit<Fields, 'cause'> => {
  const body = { object: 'error', status: REFUSED, code: 'validation_error', message }
  return {
    name: 'APIResponseError',
    code: body.code,
    message,
    status: REFUSED,
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
      return refused(message)
    case 'AbortError':
      return { name: 'AbortError', message }
    case 'NetworkError': {
      const code = codeOf(error.cause)
      return { name: error.cause.name, message, ...(code !== undefined && { code }) }
    }
    default:
      return answered(error)
  }
}

/**
 * A failure as the error that the official client would throw; the failure itself is its `cause`. A log gets the beginning of what was
 * answered from that, so the body as such is there to read, and not listed.
 */
export const clientError = (cause: NotionError): NotionClientError => {
  const { message, ...fields } = fieldsOf(cause)
  const error = Object.assign(new Error(shortened(message, MESSAGE_BYTES)), fields, { cause })
  for (const name of ['body', 'additional_data']) {
    if (name in error) Object.defineProperty(error, name, { enumerable: false })
  }
  return error
}
