/** Why a command failed. The errors of the library are failures, too. */

/** Every failure has a tag and a message. */
export interface Failure {
  readonly _tag: string
  readonly message: string
}

/** A wrong command line. */
export interface UsageError extends Failure {
  readonly _tag: 'UsageError'
  /** What to do instead. */
  readonly hint?: string
}

/** Something on this machine is in the way: a file, a token, a lock. */
export interface LocalError extends Failure {
  readonly _tag: 'LocalError' | 'TokenError'
  readonly hint?: string
}

/** A wrong command line, or a value in it. */
export const usageError = (message: string, hint?: string): UsageError => ({
  _tag: 'UsageError',
  message,
  ...(hint !== undefined && { hint }),
})

/** Something on this machine that is in the way. */
export const localError = (message: string, hint?: string): LocalError => ({
  _tag: 'LocalError',
  message,
  ...(hint !== undefined && { hint }),
})

/** The run was stopped, by Ctrl-C or another signal. */
export const stoppedError: Failure = { _tag: 'AbortError', message: 'The run was stopped.' }

/** There is no token, or it is not stored safely. */
export const tokenError = (message: string, hint: string): LocalError => ({ _tag: 'TokenError', message, hint })

/** The message of anything that was thrown. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** The code of a thrown error of Node, such as `ENOENT`. */
export const codeOf = (thrown: unknown): string => {
  const code: unknown = thrown instanceof Error ? Reflect.get(thrown, 'code') : undefined
  return typeof code === 'string' ? code : ''
}
