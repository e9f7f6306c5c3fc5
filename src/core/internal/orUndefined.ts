/**
 * Ignores failures of work whose result is optional.
 *
 * @internal
 */

/** The result of the work; `undefined` if it throws or rejects. */
export const orUndefined = async <A>(work: () => A | Promise<A>): Promise<A | undefined> => {
  try {
    return await work()
  } catch {
    return undefined
  }
}

/** A field of any value; `undefined` if it cannot be read. */
export const field = (value: unknown, name: string): unknown => tryTo(() => Reflect.get(Object(value), name))

/** The result of synchronous work; `otherwise` if it throws. */
export function tryTo<A>(work: () => A): A | undefined
export function tryTo<A, B>(work: () => A, otherwise: B): A | B
export function tryTo<A, B>(work: () => A, otherwise?: B): A | B | undefined {
  try {
    return work()
  } catch {
    return otherwise
  }
}
