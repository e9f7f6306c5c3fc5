/** Reading what may be anything: an answer that nobody checked, a proxy, a value that came in past the types. */

/** What `read` gives, or something else where it throws. */
export const readOr = <A>(otherwise: A, read: () => A): A => {
  try {
    return read()
  } catch {
    return otherwise
  }
}
