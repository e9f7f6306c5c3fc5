/** Pages whose lists are whole. */
import type { Page } from '../../ops/pages/page.js'
import type { PropertyType } from '../../props/propertyTables.js'
import type { PropertyValue } from '../../props/propertyValue.js'
import type { PropertyValueOf, UnknownPropertyValue } from '../../props/propertyValueOf.js'

/** The types of which Notion returns only a part with a page, or that it computes from such a part. */
export type CuttableType = 'title' | 'rich_text' | 'people' | 'relation' | 'rollup'

/** A list that has all of its elements, or a rollup of all related pages. */
export interface Whole {
  /** Nothing is left out. */
  readonly has_more: false
}

/** A property value with nothing left out. It is what `readProps` reads without a complaint. */
export type CompletePropertyValue =
  | {
      readonly [Known in PropertyType]: PropertyValueOf<Known> & (Known extends CuttableType ? Whole : unknown)
    }[PropertyType]
  | UnknownPropertyValue

/**
 * A page whose lists are whole: relations, people and texts have all elements, rollups are over all related pages.
 *
 * @typeParam Name The names of the properties that are whole; `string` if all of them are.
 */
export type CompletePage<Name extends string = string> = Omit<Page, 'properties'> & {
  /** The property values, by name. */
  readonly properties: string extends Name
    ? { readonly [name: string]: CompletePropertyValue }
    : { readonly [name: string]: PropertyValue } & { readonly [Named in Name]: CompletePropertyValue | undefined }
}
