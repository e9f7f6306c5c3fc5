/**
 * Continues with a value that may be a promise.
 *
 * @internal
 */
import { isThenable } from './deadline.js'

/**
 * Continues with a value: synchronously, unless it is a promise. If a library has replaced the global `Promise`, the promise of an `async`
 * function is not an instance of it.
 */
export const chain = <A, B>(given: A | Promise<A>, then: (value: A) => Promise<B>): Promise<B> =>
  isThenable(given) ? given.then(then) : then(given)
