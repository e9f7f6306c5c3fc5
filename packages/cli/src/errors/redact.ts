/** Tokens in texts: what a user has pasted into the wrong place is not repeated, in a terminal or in the log of a CI run. */

/** The forms of Notion's tokens: longer than any name that begins in the same way. */
const TOKEN = /\b(ntn|secret|nrt)_[A-Za-z0-9]{20,}/g

/** Whether a text has what looks like a token. */
export const hasToken = (text: string): boolean => text.search(TOKEN) >= 0

/** The text without what looks like a token. */
export const redact = (text: string): string => text.replace(TOKEN, '$1_(hidden)')
