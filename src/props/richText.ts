/** Text properties. */
import type { Type } from 'io-ts'
import { RichText } from '../core/objects/richText.js'
import { boolean, literal, string, struct } from '../core/schema/combinators.js'
import { textOf } from './plainText.js'
import { type Prop, prop } from './prop.js'
import type { PropertyValueOf } from './propertyValue.js'
import { type TextInput, textRuns } from './textRuns.js'

/** The value of a text property. */
export type RichTextPropertyValue = PropertyValueOf<'rich_text'>

/** The value of a text property. */
export const RichTextPropertyValue: Type<RichTextPropertyValue> = struct<RichTextPropertyValue>(
  { id: string, type: literal('rich_text'), rich_text: RichText },
  { has_more: boolean },
)

/**
 * A text. Reads as plain text; builds from a text of any length, cut between words into runs of at most 2000 characters, or from runs.
 *
 * @see https://developers.notion.com/reference/page-property-values#rich-text
 * @example
 * import { richText } from 'notion-fp/props'
 *
 * const properties = { Notes: richText([{ text: { content: 'urgent' }, annotations: { bold: true } }]) }
 */
export const richText: Prop<'rich_text', TextInput, string> = prop('rich_text', textRuns, textOf)
