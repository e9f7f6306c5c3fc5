/**
 * Parsing of text that may not be JSON.
 *
 * @internal
 */
import { tryTo } from './orUndefined.js'

/** The parsed text; `undefined` if it is not JSON. */
export const tryParseJson = (text: string): unknown => tryTo(() => JSON.parse(text))
