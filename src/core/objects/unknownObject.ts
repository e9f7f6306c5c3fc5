/** Objects of a list that are not what their `object` promises, or of a kind that Notion added later. */
import type { Type } from 'io-ts'
import { unsafeCast } from '../internal/unsafeCast.js'
import { string, struct, type UnknownType, union } from '../schema/combinators.js'

/**
 * An object of a kind that this library does not know, or one that is not what its `object` promises: it reads `unknown:page`
 * then. Only its id is certain: whatever else it has is as Notion sent it.
 */
export interface UnknownObject {
  readonly object: UnknownType
  /** What the operation that gets such an object takes. */
  readonly id: string
}

/** An object of which only the id is certain. */
export const UnknownObject: Type<UnknownObject> = unsafeCast<Type<UnknownObject>>(
  struct<{ readonly object: string; readonly id: string }>({ object: string, id: string }),
)

const WithId: Type<{ readonly id: string }> = struct<{ readonly id: string }>({ id: string })

/**
 * A codec for the elements of a list, so that a damaged one does not take the list with it.
 *
 * @internal
 */
export const orUnknown = <A>(known: Type<A>): Type<A | UnknownObject> => union('object', known, WithId)
