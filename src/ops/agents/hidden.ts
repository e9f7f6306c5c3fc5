/** Values that a connection is not allowed to see. */
import type { Type } from 'io-ts'
import { either, literal } from '../../core/schema/combinators.js'

/** In place of a value that the connection is not allowed to see. */
export type Hidden = 'hidden'

/**
 * A value of a codec, or `hidden`.
 *
 * @internal
 */
export const orHidden = <A>(inner: Type<A>): Type<A | Hidden> => either(inner, literal<Hidden>('hidden'))
