/**
 * Sends requests for contexts. Not part of `send`, so that the bundle of an operation contains no errors: it gets them with its context.
 *
 * @internal
 */
import { type Either, left } from 'fp-ts/Either'
import { tryTo } from '../internal/orUndefined.js'
import type { Sender } from './context.js'
import { failedCall, invalidInputError, type NotionError } from './error.js'
import type { NotionRequest } from './request.js'

/** The error if a part of the context throws. It is unknown whether the request had been sent. */
const broken = <A>(request: NotionRequest<A>, thing: unknown): Either<NotionError, never> => {
  const message = tryTo(() => `${thing}`, '(unreadable)')
  const outcome = request.kind === 'read' ? 'not-applied' : 'unknown'
  return left(failedCall('NetworkError', request, outcome, message, { cause: { name: typeof thing, message } }))
}

/**
 * A request with all fields, in one order. V8 copies such an object, as each middleware does, in a tenth of the time of one that gets an
 * additional field, or whose fields differ from operation to operation. One that is missing here does not compile.
 * Both lists together are shorter in a bundle than one that reads each field of a request.
 */
const allFields = <A>({
  op,
  kind,
  method,
  path,
  query,
  body,
  decode,
  codec,
  content,
  secret,
  stream,
  cache,
  reads,
  writes,
  headers,
  mayBeApplied,
  timeoutMs,
  budget,
  signal,
  invalid,
  hint,
  tenant,
  key,
  observe,
  onlyFailures,
  onEvent,
}: NotionRequest<A>): NotionRequest<A> =>
  ({
    op,
    kind,
    method,
    path,
    query,
    body,
    decode,
    codec,
    content,
    secret,
    stream,
    cache,
    reads,
    writes,
    headers,
    mayBeApplied,
    timeoutMs,
    budget,
    signal,
    invalid,
    hint,
    tenant,
    key,
    observe,
    onlyFailures,
    onEvent,
  }) satisfies Record<keyof NotionRequest<A>, unknown>

/**
 * Sends a request. Returns `InvalidInputError`, without sending anything, if the request has issues. If a part of the context, such as
 * a clock or a middleware, throws, rejects or does not return an `Either`, the result is a `NetworkError`.
 */
export const guardedSend: Sender = (fetcher, request) => {
  const { invalid } = request
  if (invalid?.length) {
    const error = invalidInputError(request, invalid)
    return async () => left(error)
  }
  return async () => {
    try {
      const running = fetcher(allFields(request))()
      const result = 'then' in running && (await running)
      if (result && (result._tag === 'Right' || result._tag === 'Left')) return result
      throw new TypeError('a middleware did not return an Either')
    } catch (thing) {
      return broken(request, thing)
    }
  }
}
