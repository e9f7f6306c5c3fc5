/** Hides tokens in texts: one that a user has pasted into the wrong place must not appear in a terminal or in the log of a CI run. */

/** The forms of Notion's tokens. The length keeps out names that begin in the same way. */
const TOKEN = /\b(ntn|secret|nrt)_[A-Za-z0-9]{20,}/g

/** Whether a text contains what looks like a token. */
export const hasToken = (text: string): boolean => text.search(TOKEN) >= 0

/** The text without what looks like a token. */
export const redact = (text: string): string => text.replace(TOKEN, '$1_(hidden)')
