/** The form of a case, and how it says that something is wrong. */

/** One thing that an implementation must do. `run` rejects with what is wrong. */
export interface ConformanceCase<A> {
  readonly name: string
  /** Makes a new subject, which shares nothing with earlier ones, and tries it. */
  readonly run: (make: () => A | Promise<A>) => Promise<void>
}

/** Makes cases that are run with what `open` makes of a new subject. */
export const caseWith =
  <A, Opened>(open: (make: () => A | Promise<A>) => Promise<Opened>) =>
  (name: string, run: (opened: Opened) => Promise<void>): ConformanceCase<A> => ({
    name,
    run: async (make) => run(await open(make)),
  })

/** Throws if something does not hold. */
export const assert = (holds: boolean, message: string): void => {
  if (!holds) throw new Error(message)
}

/** Throws if two JSON values differ. */
export const assertSame = (given: unknown, expected: unknown, what: string): void => {
  const [left, right] = [JSON.stringify(given), JSON.stringify(expected)]
  assert(left === right, `${what}: expected ${right}, not ${left}`)
}
