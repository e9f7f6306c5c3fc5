/** The title of a page, as a property. */
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
    readonly title: RichText
  }
  interface ConfigPayloads {
    readonly title: EmptyConfig
  }
  interface PropertyValueRequests {
    /** At most 100 runs. */
    readonly title: ReadonlyArray<RichTextRequest>
  }
  interface SharedConfigs {
    /** The title of each page. A data source has exactly one such property. */
    readonly title: EmptyRequest
  }
  interface PropertyConditions {
    readonly title: TextCondition
  }
}

export { RichText as titlePayload } from '../core/objects/richText.js'
export { emptyConfig as titleConfig } from './emptyConfig.js'

/** The title of a page, as a property. */
export type TitlePropertyValue = PropertyValueOf<'title'>

/** The title of a page, as a property. */
export const TitlePropertyValue: Type<TitlePropertyValue> = propertyValueOf('title', RichText)

/**
 * The title. Reads plain text; builds from a text of any length, which is split between words into runs of at most 2000 characters,
 * or from runs.
 *
 * @see https://developers.notion.com/reference/page-property-values#title
 * @example
 * import { title } from 'notion-fp/props'
 *
 * const properties = { Name: title('Write the report') }
 */
export const title: Prop<'title', TextInput, string> = prop('title', textRuns, textOf)
