/**
 * Texts that may be JSON.
 *
 * @internal
 */
import { tryTo } from './orUndefined.js'

/** A text as the JSON that it is; `undefined` where it is none. */
export const tryParseJson = (text: string): unknown => tryTo(() => JSON.parse(text))
