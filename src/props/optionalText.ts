/**
 * The payload of the types of properties that hold one text without style, or none.
 *
 * @internal
 */
import type { Type } from 'io-ts'
import { nullable, string } from '../core/schema/combinators.js'

/** A text, or `null` where there is none. */
export const optionalText: Type<string | null> = nullable(string)
