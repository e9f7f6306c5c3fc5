/** What a property type is to a program: one value that reads it and, where the API allows, builds it. */
import type { Either } from 'fp-ts/Either'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import type { PropertyPayloads, PropertyType, PropertyValueRequests, WritablePropertyType } from './propertyTables.js'
import type { PropertyValue, RollupItem } from './propertyValueOf.js'

/** A value that is not of the type that was to be read. */
export interface PropMismatch {
  /** The type of the property that was to read it. */
  readonly expected: PropertyType
  /** The type that the value has instead; `unknown` where it has none. */
  readonly actual: string
}

/** A type of property that can be read. */
export interface ReadOnlyProp<Known extends PropertyType, Output> {
  /** Notion's word for it, such as `last_edited_time`. */
  readonly type: Known
  /** The plain value in a property value, or in an element of a rollup. Never throws. */
  readonly read: (value: PropertyValue | RollupItem) => Either<PropMismatch, Output>
}

/** A type of property that can be read and written: called with a plain value, it builds what the API takes. */
export interface Prop<Known extends WritablePropertyType, Input, Output> extends ReadOnlyProp<Known, Output> {
  (value: Input): Pick<PropertyValueRequests, Known>
}

/**
 * A payload that is plain as it is.
 *
 * @internal
 */
export const identity = <A>(payload: A): A => payload

/** A type of property that Notion works out by itself: how to make a plain value of its payload. */
export const readOnlyProp = <Known extends PropertyType, Output>(
  type: Known,
  read: (payload: PropertyPayloads[Known]) => Output,
): ReadOnlyProp<Known, Output> => ({
  type,
  read: (value) => {
    let actual = 'unknown'
    try {
      if (typeof value.type === 'string') actual = value.type
      if (actual === type) return { _tag: 'Right', right: read(unsafeCast<PropertyPayloads>(value)[type]) }
    } catch {
      // Where answers are not validated, anything may stand in a payload.
    }
    return { _tag: 'Left', left: { expected: type, actual } }
  },
})

/** A type of property that can be written, too: how to make its payload of a plain value, and the other way round. */
export const prop = <Known extends WritablePropertyType, Input, Output>(
  type: Known,
  write: (value: Input) => PropertyValueRequests[Known],
  read: (payload: PropertyPayloads[Known]) => Output,
): Prop<Known, Input, Output> =>
  Object.assign(
    (value: Input) => {
      // What cannot be read is sent as it is, for the request to be refused: to throw, or to write something else, is worse.
      let payload: unknown = value
      try {
        payload = write(value)
      } catch {}
      return unsafeCast<Pick<PropertyValueRequests, Known>>({ [type]: payload })
    },
    readOnlyProp(type, read),
  )
