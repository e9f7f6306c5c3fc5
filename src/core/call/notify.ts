/**
 * Reports what happens during a call to the middleware outside of it.
 *
 * @internal
 */
import { tryTo } from '../internal/orUndefined.js'
import type { AnyRequest, CallEvent } from './request.js'

/** Reports an event of a call. A listener that throws does not affect the call. */
export const notify = ({ onEvent }: AnyRequest, type: CallEvent['type'], waitMs?: number): void =>
  tryTo(() => onEvent?.({ type, waitMs }))
