/**
 * Work whose failure is nothing worse than having no answer.
 *
 * @internal
 */

/** What the work gives, or nothing where it fails, at once or later. */
export const orUndefined = async <A>(work: () => A | Promise<A>): Promise<A | undefined> => {
  try {
    return await work()
  } catch {
    return undefined
  }
}

/** A field of anything, also of what cannot be read. */
export const field = (value: unknown, name: string): unknown => tryTo(() => Reflect.get(Object(value), name))

/** What the work gives at once, or something else where it throws; nothing, where that is left out. */
export function tryTo<A>(work: () => A): A | undefined
export function tryTo<A, B>(work: () => A, otherwise: B): A | B
export function tryTo<A, B>(work: () => A, otherwise?: B): A | B | undefined {
  try {
    return work()
  } catch {
    return otherwise
  }
}
