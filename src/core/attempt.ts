/** Work whose failure is nothing worse than having no answer. */

/** What the work gives, or nothing where it fails, at once or later. */
export const attempt = async <A>(work: () => A | Promise<A>): Promise<A | undefined> => {
  try {
    return await work()
  } catch {
    return undefined
  }
}
