/** Checkbox properties. */
import type { Type } from 'io-ts'
import type { AbsentBesideAnotherCondition } from '../core/schema/absent.js'
import { boolean } from '../core/schema/combinators.js'
import type { EmptyRequest, ExactlyOne } from '../core/schema/exactlyOne.js'
import type { EmptyConfig } from './emptyConfig.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

/** A condition on a checkbox. */
export type CheckboxCondition = ExactlyOne<
  { readonly equals: boolean; readonly does_not_equal: boolean },
  AbsentBesideAnotherCondition
>

declare module './propertyTables.js' {
  interface PropertyPayloads {
    readonly checkbox: boolean
  }
  interface ConfigPayloads {
    readonly checkbox: EmptyConfig
  }
  interface PropertyValueRequests {
    readonly checkbox: boolean
  }
  interface SharedConfigs {
    readonly checkbox: EmptyRequest
  }
  interface PropertyConditions {
    readonly checkbox: CheckboxCondition
  }
}

export { boolean as checkboxPayload } from '../core/schema/combinators.js'
export { emptyConfig as checkboxConfig } from './emptyConfig.js'

/** The value of a checkbox property. */
export type CheckboxPropertyValue = PropertyValueOf<'checkbox'>

/** The value of a checkbox property. */
export const CheckboxPropertyValue: Type<CheckboxPropertyValue> = propertyValueOf('checkbox', boolean)

/**
 * A checkbox.
 *
 * @see https://developers.notion.com/reference/page-property-values#checkbox
 * @example
 * import { checkbox } from 'notion-fp/props'
 *
 * const properties = { Done: checkbox(true) }
 */
export const checkbox: Prop<'checkbox', boolean, boolean> = prop('checkbox', identity<boolean>, identity)
