/** What an answer has in the place of a value that its reader may not see. */
import type { Type } from 'io-ts'
import { either, literal } from './combinators.js'

/** Stands for a value that is there but may not be seen. */
export type Hidden = 'hidden'

/**
 * A codec's values, or the word that stands for one.
 *
 * @internal
 */
export const orHidden = <A>(inner: Type<A>): Type<A | Hidden> => either(inner, literal<Hidden>('hidden'))
