/** Unknown elements of a list: invalid ones, and kinds that Notion added later. */
import type { Type } from 'io-ts'
import { unsafeCast } from '../internal/unsafeCast.js'
import { string, struct, type UnknownType, union } from '../schema/combinators.js'

/**
 * An object of an unknown kind, or one that does not match its kind: `object` is then `unknown:page` or the like. Only its id is
 * checked; everything else is as Notion sent it.
 */
export interface UnknownObject {
  readonly object: UnknownType
  /** The id, for the operation that retrieves the object. */
  readonly id: string
}

/** An object of which only the id is checked. */
export const UnknownObject: Type<UnknownObject> = unsafeCast<Type<UnknownObject>>(
  struct<{ readonly object: string; readonly id: string }>({ object: string, id: string }),
)

const WithId: Type<{ readonly id: string }> = struct<{ readonly id: string }>({ id: string })

/**
 * A codec for the elements of a list: an invalid element becomes an unknown object, so that the list stays valid.
 *
 * @internal
 */
export const orUnknown = <A>(known: Type<A>): Type<A | UnknownObject> => union('object', known, WithId)
