/**
 * The one place that says what the compiler cannot see. Each use is a value whose type was settled elsewhere at run
 * time: an answer that was decoded before it went into the cache, an answer the caller asked not to have checked, a
 * function picked from a table by the tag of its own argument.
 *
 * @internal
 */

/** A value as what its user knows it to be. A declaration, since bundlers take out the calls of those alone. */
export function unsafeCast<A>(value: unknown): A {
  return value as A
}
