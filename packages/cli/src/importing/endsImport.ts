import type { Failure } from '../errors/failure.js'

/**
 * Whether an error ends an import. What else would be written fails in the same way: also after a `PermissionError`, since the connection
 * then lacks a capability, or the workspace has reached the limit of its plan. Other errors are about one page or row: the rest is written.
 */
export const endsImport = ({ _tag }: Failure): boolean =>
  /^(AbortError|AuthenticationError|NetworkError|TimeoutError|PermissionError)$/.test(_tag)
