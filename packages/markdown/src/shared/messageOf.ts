/**
 * The message of what a callback, a printer or a builder threw, for a loss.
 *
 * @internal
 */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : 'it threw')
