/**
 * Texts that may be JSON.
 *
 * @internal
 */
import { tryTo } from './attempt.js'

/** A text as the JSON that it is; `undefined` where it is none. */
export const parsed = (text: string): unknown => tryTo(() => JSON.parse(text), undefined)
