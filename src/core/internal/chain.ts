/**
 * Continues with a value that may be a promise.
 *
 * @internal
 */

/** Continues with a value: synchronously, unless it is a promise. */
export const chain = <A, B>(given: A | Promise<A>, then: (value: A) => Promise<B>): Promise<B> =>
  given instanceof Promise ? given.then(then) : then(given)
