/** A property type as one value, which reads the values of properties and, if the API allows, builds them. */
import type { Either } from 'fp-ts/Either'
import { unsafeCast } from '../core/internal/unsafeCast.js'
import type { PropertyPayloads, PropertyType, PropertyValueRequests, WritablePropertyType } from './propertyTables.js'
import type { PropertyValue, RollupItem } from './propertyValueOf.js'

/** A value of another type than the expected one. */
export interface PropMismatch {
  /** The type that the reader expects. */
  readonly expected: PropertyType
  /** The type of the value; `unknown` without a type. */
  readonly actual: string
}

/** A property type that can be read. */
export interface ReadOnlyProp<Known extends PropertyType, Output> {
  /** The name of the type in the API, such as `last_edited_time`. */
  readonly type: Known
  /** Reads the plain value of a property value or of an element of a rollup. Never throws. */
  readonly read: (value: PropertyValue | RollupItem) => Either<PropMismatch, Output>
}

/** A property type that can be read and written: called with a plain value, it builds the request. */
export interface Prop<Known extends WritablePropertyType, Input, Output> extends ReadOnlyProp<Known, Output> {
  (value: Input): Pick<PropertyValueRequests, Known>
}

/**
 * The reader or builder of a payload that equals the plain value.
 *
 * @internal
 */
export const identity = <A>(payload: A): A => payload

/**
 * Makes a read-only property type from the function that reads its payload.
 *
 * @example
 * import { type PropertyPayloads } from 'notion-fp'
 * import { readOnlyProp } from 'notion-fp/props'
 *
 * // A time as a `Date`.
 * const createdAt = readOnlyProp('created_time', (time: PropertyPayloads['created_time']) => new Date(time))
 */
export const readOnlyProp = <Known extends PropertyType, Output>(
  type: Known,
  read: (payload: PropertyPayloads[Known]) => Output,
): ReadOnlyProp<Known, Output> => ({
  type,
  read: (value) => {
    let actual: unknown
    try {
      actual = value.type
      // The compiler does not narrow a union by a tag whose type is a type parameter: a value of this type has this payload.
      if (actual === type) return { _tag: 'Right', right: read(unsafeCast<PropertyPayloads>(value)[type]) }
    } catch {
      // A response that was not validated may have any payload.
    }
    return { _tag: 'Left', left: { expected: type, actual: typeof actual === 'string' ? actual : 'unknown' } }
  },
})

/**
 * Makes a property type from the functions that write and read its payload.
 *
 * @example
 * import { prop } from 'notion-fp/props'
 *
 * // A number of minutes, stored in hours.
 * const minutes = prop(
 *   'number',
 *   (value: number) => value / 60,
 *   (hours) => (hours ?? 0) * 60,
 * )
 * const properties = { Effort: minutes(90) }
 */
export const prop = <Known extends WritablePropertyType, Input, Output>(
  type: Known,
  write: (value: Input) => PropertyValueRequests[Known],
  read: (payload: PropertyPayloads[Known]) => Output,
): Prop<Known, Input, Output> =>
  Object.assign(
    (value: Input) => {
      // An invalid value is sent unchanged, so that the request is rejected: it must neither throw nor write something else.
      let payload: unknown = value
      try {
        payload = write(value)
      } catch {}
      // The compiler types a computed key that is a type parameter as any string.
      return unsafeCast<Pick<PropertyValueRequests, Known>>({ [type]: payload })
    },
    readOnlyProp(type, read),
  )
