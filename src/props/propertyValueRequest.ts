/** Property values in requests. Read-only types have none. */
import type { AbsentBesideAnotherType } from '../core/schema/absent.js'
import type { Without } from '../core/schema/exactlyOne.js'
import type { PropertyValueRequests, WritablePropertyType } from './propertyTables.js'
import './propertyTypes.js'

/** The value to write to a property of one type, in the field with the name of the type. */
export type PropertyValueRequestOf<Known extends WritablePropertyType> = Known extends WritablePropertyType
  ? { readonly type?: Known | undefined } & { readonly [Name in Known]: PropertyValueRequests[Known] } & Without<
        Exclude<WritablePropertyType, Known>,
        AbsentBesideAnotherType
      >
  : never

/** The value to write to a property. */
export type PropertyValueRequest = PropertyValueRequestOf<WritablePropertyType>

/** Values to write, by the names or ids of the properties. `undefined` leaves a property unchanged. */
export interface PropertyValuesRequest {
  readonly [property: string]: PropertyValueRequest | undefined
}
