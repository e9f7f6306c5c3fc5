/** Button properties. */
import type { Type } from 'io-ts'
import { anyObject, boolean, literal, string, struct } from '../core/schema/combinators.js'
import { identity, type ReadOnlyProp, readOnlyProp } from './prop.js'
import type { PropertyPayloads, PropertyValueOf } from './propertyValue.js'

/** The value of a button property. */
export type ButtonPropertyValue = PropertyValueOf<'button'>

/** The value of a button property. */
export const ButtonPropertyValue: Type<ButtonPropertyValue> = struct<ButtonPropertyValue>(
  { id: string, type: literal('button'), button: anyObject },
  { has_more: boolean },
)

/**
 * A button. The API cannot press it and tells nothing about it: it reads as an empty object.
 *
 * @see https://developers.notion.com/reference/page-property-values#button
 * @example
 * import type { Page } from 'notion-fp'
 * import { button, readProps } from 'notion-fp/props'
 *
 * const read = (page: Page) => readProps({ Start: button })(page)
 */
export const button: ReadOnlyProp<'button', PropertyPayloads['button']> = readOnlyProp('button', identity)
