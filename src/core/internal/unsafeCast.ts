/**
 * The only type assertion. Each use says why the compiler cannot know the type: a response was decoded before it was cached, the
 * caller chose not to validate, a function was picked from a table by the tag of its argument.
 *
 * @internal
 */

/** Asserts the type of a value. A function declaration, since bundlers inline only those. */
export function unsafeCast<A>(value: unknown): A {
  return value as A
}
