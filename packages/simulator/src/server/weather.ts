import type { JsonObject } from '../json.js'

/** What a rule looks at. */
export interface Occasion {
  readonly method: string
  readonly path: string
}

/** A fault to come: the next matching requests are answered with it, and change nothing. */
export interface Fault {
  /** The status of the answer, such as 429 or 502. */
  readonly status: number
  /** The error code; the usual one of the status unless given. */
  readonly code?: string
  /** The message; the usual one of the status unless given. */
  readonly message?: string
  /** How many requests it meets: 1 unless given. */
  readonly times?: number
  /** Which requests it meets: all unless given. */
  readonly match?: (occasion: Occasion) => boolean
  /** More headers of the answer, such as `retry-after` in seconds. */
  readonly headers?: Readonly<Record<string, string>>
  /** `additional_data` of the error body. */
  readonly additionalData?: JsonObject
  /** A body in place of the error body, for answers that are no JSON. */
  readonly body?: string
}

/** Faults in wait. */
export interface Weather {
  readonly expect: (fault: Fault) => void
  readonly clear: () => void
  /** The fault that meets a request, if any; it counts as one of its times. */
  readonly strike: (occasion: Occasion) => Fault | undefined
}

/** Clear skies, until a fault is expected. */
export const createWeather = (): Weather => {
  const waiting: Array<{ readonly fault: Fault; left: number }> = []
  return {
    expect: (fault) => {
      waiting.push({ fault, left: fault.times ?? 1 })
    },
    clear: () => {
      waiting.length = 0
    },
    strike: (occasion) => {
      const found = waiting.find(({ fault, left }) => left > 0 && (fault.match?.(occasion) ?? true))
      if (found === undefined) return undefined
      found.left -= 1
      return found.fault
    },
  }
}

const USUAL: Readonly<Record<number, readonly [string, string]>> = {
  403: ['restricted_resource', 'Insufficient permissions for this endpoint.'],
  404: ['object_not_found', 'Could not find object.'],
  409: ['conflict_error', 'Conflict occurred while saving. Please try again.'],
  429: ['rate_limited', 'You have been rate limited. Please try again in a few minutes.'],
  500: ['internal_server_error', 'Unexpected error occurred.'],
  502: ['bad_gateway', 'Bad gateway.'],
  503: ['service_unavailable', 'Service unavailable. Please try again later.'],
  504: ['gateway_timeout', 'Gateway timeout.'],
  529: ['service_overload', 'Notion is overloaded. Please try again later.'],
}

/** The error body of a fault, without its request id. */
export const faultBody = (fault: Fault): JsonObject => {
  const [code, message] = USUAL[fault.status] ?? ['validation_error', 'The request failed.']
  return {
    object: 'error',
    status: fault.status,
    code: fault.code ?? code,
    message: fault.message ?? message,
    ...(fault.additionalData === undefined ? {} : { additional_data: fault.additionalData }),
  }
}
