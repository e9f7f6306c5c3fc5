/** Button properties. */
import type { Type } from 'io-ts'
import { anyObject } from '../core/schema/combinators.js'
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { EmptyConfig } from './emptyConfig.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { PropertyPayloads } from './propertyTables.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** Always empty: the API does not describe the action of a button. */
    readonly button: { readonly [name: string]: unknown }
  }
  interface ConfigPayloads {
    readonly button: EmptyConfig
  }
  interface ConfigRequests {
    /** Can be created, but not changed afterwards. */
    readonly button: EmptyRequest
  }
}

export { anyObject as buttonPayload } from '../core/schema/combinators.js'
export { emptyConfig as buttonConfig } from './emptyConfig.js'

/** The value of a button property. */
export type ButtonPropertyValue = PropertyValueOf<'button'>

/** The value of a button property. */
export const ButtonPropertyValue: Type<ButtonPropertyValue> = propertyValueOf('button', anyObject)

/**
 * A button. The API can neither press nor describe it: it is read as an empty object.
 *
 * @see https://developers.notion.com/reference/page-property-values#button
 * @example
 * import type { Page } from 'notion-fp'
 * import { button, readProps } from 'notion-fp/props'
 *
 * const read = (page: Page) => readProps({ Start: button })(page)
 */
export const button: ReadOnlyProp<'button', PropertyPayloads['button']> = readOnlyProp('button', identity)
