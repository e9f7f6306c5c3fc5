/**
 * The payload of the property types that have a plain text.
 *
 * @internal
 */
import type { Type } from 'io-ts'
import { nullable, string } from '../core/schema/combinators.js'

/** A text; `null` if empty. */
export const optionalText: Type<string | null> = nullable(string)
