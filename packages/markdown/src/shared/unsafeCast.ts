/**
 * The only type assertion of this package. Each use says why the compiler cannot know the type.
 *
 * @internal
 */
export function unsafeCast<A>(value: unknown): A {
  return value as A
}
