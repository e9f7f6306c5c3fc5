/** Lists of references that Notion cut short. */
import type { PropertyValue } from '../core/codec/propertyValue.js'

/** A property whose value in a page is not all of it. */
export interface IncompleteProp {
  /** The key that it has in the `properties` of the page. */
  readonly name: string
  /** What `getPageProperty` takes to read all of it. */
  readonly property_id: string
  /** Notion's word for its type, such as `relation`. */
  readonly type: string
}

/** How many references Notion gives at most for a property of a page. */
const MOST = 25

const mentions = (richText: ReadonlyArray<{ readonly type: string }>): number =>
  richText.filter(({ type }) => type === 'mention').length

const references = (value: PropertyValue): number => {
  switch (value.type) {
    case 'people':
      return value.people.length
    case 'relation':
      return value.relation.length
    case 'rich_text':
      return mentions(value.rich_text)
    case 'title':
      return mentions(value.title)
    default:
      return 0
  }
}

/** Whether the value of a property is not all of it: Notion says so, or says nothing and gives as many references as it does at most. */
export const isIncomplete = (value: PropertyValue): boolean => value.has_more ?? references(value) >= MOST

/**
 * The properties of a page that are cut short: relations and people beyond the 25th are left out, as is text after 25 mentions.
 * To write such a value back would take away what was left out. Formulas and rollups, which are worked out from no more than 25
 * references either, do not tell.
 *
 * @example
 * import type { Page } from 'notion-fp'
 * import { incompleteProps } from 'notion-fp/props'
 *
 * const propertiesToReadInFull = (page: Page) => incompleteProps(page).map(({ property_id }) => property_id)
 */
export const incompleteProps = (page: {
  readonly properties: { readonly [name: string]: PropertyValue }
}): ReadonlyArray<IncompleteProp> =>
  Object.entries(page.properties)
    .filter(([, value]) => isIncomplete(value))
    .map(([name, { id, type }]) => ({ name, property_id: id, type }))
