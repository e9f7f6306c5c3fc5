/** The values of the properties of a page as they are sent. What Notion works out by itself cannot be sent. */
import type { AbsentBesideAnotherType } from '../core/schema/absent.js'
import type { Without } from '../core/schema/exactlyOne.js'
import type { PropertyValueRequests, WritablePropertyType } from './propertyTables.js'
import './propertyTypes.js'

/** The value to write into a property of one type, under the name of the type and under that name alone. */
export type PropertyValueRequestOf<Known extends WritablePropertyType> = Known extends WritablePropertyType
  ? { readonly type?: Known | undefined } & { readonly [Name in Known]: PropertyValueRequests[Known] } & Without<
        Exclude<WritablePropertyType, Known>,
        AbsentBesideAnotherType
      >
  : never

/** The value to write into a property. */
export type PropertyValueRequest = PropertyValueRequestOf<WritablePropertyType>

/** Values to write, by the names or ids of their properties; what is `undefined` stays as it is. */
export interface PropertyValuesRequest {
  readonly [property: string]: PropertyValueRequest | undefined
}
