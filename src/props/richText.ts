/** Text properties. */
import type { Type } from 'io-ts'
import { RichText } from '../core/objects/richText.js'
import type { RichTextRequest } from '../core/objects/richTextRequest.js'
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { TextCondition } from './condition.js'
import type { EmptyConfig } from './emptyConfig.js'
import { textOf } from './plainText.js'
import { type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'
import { type TextInput, textRuns } from './textRuns.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** Notion omits the text after 25 mentions. */
    readonly rich_text: RichText
  }
  interface ConfigPayloads {
    readonly rich_text: EmptyConfig
  }
  interface PropertyValueRequests {
    /** At most 100 runs. */
    readonly rich_text: ReadonlyArray<RichTextRequest>
  }
  interface SharedConfigs {
    /** The type that Notion calls Text. */
    readonly rich_text: EmptyRequest
  }
  interface PropertyConditions {
    readonly rich_text: TextCondition
  }
}

export { RichText as richTextPayload } from '../core/objects/richText.js'
export { emptyConfig as richTextConfig } from './emptyConfig.js'

/** The value of a text property. */
export type RichTextPropertyValue = PropertyValueOf<'rich_text'>

/** The value of a text property. */
export const RichTextPropertyValue: Type<RichTextPropertyValue> = propertyValueOf('rich_text', RichText)

/**
 * A text. Reads plain text; builds from a text of any length, which is split between words into runs of at most 2000 characters, or
 * from runs.
 *
 * @see https://developers.notion.com/reference/page-property-values#rich-text
 * @example
 * import { richText } from 'notion-fp/props'
 *
 * const properties = { Notes: richText([{ text: { content: 'urgent' }, annotations: { bold: true } }]) }
 */
export const richText: Prop<'rich_text', TextInput, string> = prop('rich_text', textRuns, textOf)
