/** Reads what was thrown: Node's errors have a code, but anything may be thrown. */

/** The message of anything that was thrown. */
export const messageOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason))

/** The code of a thrown error of Node, such as `ENOENT`; empty if it has none. */
export const codeOf = (reason: unknown): string =>
  reason instanceof Error && 'code' in reason && typeof reason.code === 'string' ? reason.code : ''
