/** The title of a page, as a property. */
import type { Type } from 'io-ts'
import { RichText } from '../core/objects/richText.js'
import { boolean, literal, string, struct } from '../core/schema/combinators.js'
import { textOf } from './plainText.js'
import { type Prop, prop } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'
import { type TextInput, textRuns } from './textRuns.js'

/** The title of a page, as a property. */
export type TitlePropertyValue = PropertyValueOf<'title'>

/** The title of a page, as a property. */
export const TitlePropertyValue: Type<TitlePropertyValue> = struct<TitlePropertyValue>(
  { id: string, type: literal('title'), title: RichText },
  { has_more: boolean },
)

/**
 * The title. Reads as plain text; builds from a text of any length, cut between words into runs of at most 2000 characters, or from runs.
 *
 * @see https://developers.notion.com/reference/page-property-values#title
 * @example
 * import { title } from 'notion-fp/props'
 *
 * const properties = { Name: title('Write the report') }
 */
export const title: Prop<'title', TextInput, string> = prop('title', textRuns, textOf)
