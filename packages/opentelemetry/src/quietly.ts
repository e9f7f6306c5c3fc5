/** Runs work whose failure must not affect a call: an exporter, a tracer or a subscriber may throw. */
export const quietly = <A>(work: () => A): A | undefined => {
  try {
    return work()
  } catch {
    return undefined
  }
}
