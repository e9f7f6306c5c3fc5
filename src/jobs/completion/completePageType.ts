/** Pages whose lists are complete. */
import type { Page } from '../../ops/pages/page.js'
import type { PropertyType } from '../../props/propertyTables.js'
import type { PropertyValue } from '../../props/propertyValue.js'
import type { PropertyValueOf, UnknownPropertyValue } from '../../props/propertyValueOf.js'

/** The types that Notion truncates in a page, or computes from truncated lists. */
export type CuttableType = 'title' | 'rich_text' | 'people' | 'relation' | 'rollup'

/** A list with all of its elements, or a rollup over all related pages. */
export interface Whole {
  /** Nothing is omitted. */
  readonly has_more: false
}

/** A complete property value, which `readProps` reads without a problem. */
export type CompletePropertyValue =
  | {
      readonly [Known in PropertyType]: PropertyValueOf<Known> & (Known extends CuttableType ? Whole : unknown)
    }[PropertyType]
  | UnknownPropertyValue

/**
 * A page whose lists are complete: relations, people and texts have all elements, rollups are over all related pages.
 *
 * @typeParam Name The names of the complete properties; `string` if all are complete.
 */
export type CompletePage<Name extends string = string> = Omit<Page, 'properties'> & {
  /** The property values, by name. */
  readonly properties: string extends Name
    ? { readonly [name: string]: CompletePropertyValue }
    : { readonly [name: string]: PropertyValue } & { readonly [Named in Name]: CompletePropertyValue | undefined }
}
