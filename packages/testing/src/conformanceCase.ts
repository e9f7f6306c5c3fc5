/** What a conformance case is, and its assertions: plain errors, so that any test runner can report them. */

/** One requirement of an implementation. `run` rejects if it is not met, with the reason. */
export interface ConformanceCase<A> {
  readonly name: string
  /** Makes a new subject, which shares nothing with earlier ones, and tests it. */
  readonly run: (make: () => A | Promise<A>) => Promise<void>
}

/** Makes cases that receive the result of `open` for a new subject. */
export const caseWith =
  <A, Opened>(open: (make: () => A | Promise<A>) => Promise<Opened>) =>
  (name: string, run: (opened: Opened) => Promise<void>): ConformanceCase<A> => ({
    name,
    run: async (make) => run(await open(make)),
  })

/** Throws if a condition is false. */
export const assert = (holds: boolean, message: string): void => {
  if (!holds) throw new Error(message)
}

/** Throws if two JSON values differ. */
export const assertSame = (given: unknown, expected: unknown, what: string): void => {
  const [left, right] = [JSON.stringify(given), JSON.stringify(expected)]
  assert(left === right, `${what}: expected ${right}, not ${left}`)
}
