/** Lists of references that Notion cut short, and what it works out from them. */
import { tryTo } from '../core/internal/orUndefined.js'
import type { PropertyValue } from './propertyValue.js'

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

/**
 * The properties of a page by their names, or those of anything else that has some.
 *
 * @internal
 */
export interface Properties {
  readonly [name: string]: PropertyValue
}

const some = (properties: Properties, test: (value: PropertyValue) => boolean): boolean =>
  Object.values(properties).some((value) => tryTo(() => test(value), false))

/** Whether a relation is known to have so many references and no more. */
const isWhole = (value: PropertyValue, count: number): boolean =>
  value.type === 'relation' && value.has_more === false && value.relation.length >= count

/** Whether a list was cut short: Notion says so, or says nothing and gives as many references as it does at most. */
const isCut = (value: PropertyValue, properties: Properties): boolean => {
  if (value.type !== 'rollup') {
    if (typeof value.has_more === 'boolean') return value.has_more
    // A relation that is damaged may have any length.
    return (
      value.type === 'unknown:relation' ||
      (value.type === 'relation' && !Array.isArray(value.relation)) ||
      references(value) >= MOST
    )
  }
  const { rollup, has_more } = value
  const count = rollup.type === 'array' ? rollup.array.length : 0
  return (
    has_more ?? (rollup.type === 'incomplete' || (count >= MOST && !some(properties, (other) => isWhole(other, count))))
  )
}

/** What no rollup is worked out from. Relations are, and a property in a shape that nobody knows may be one. */
const NO_RELATION: ReadonlyArray<string> = ['people', 'rich_text', 'title', 'rollup', 'formula']

/** Whether Notion may have worked out one property from another: neither rollups nor formulas tell. */
const mayDependOn = (value: PropertyValue, { type }: PropertyValue): boolean =>
  value.type === 'rollup'
    ? value.rollup.type !== 'unsupported' && !NO_RELATION.includes(type)
    : value.type === 'formula' && value.formula.type !== 'unsupported' && type !== 'formula'

/**
 * Whether the value of a property is not, or may not be, all of it.
 *
 * @internal
 */
export const isIncomplete = (value: PropertyValue, properties: Properties): boolean =>
  isCut(value, properties) ||
  ((value.type === 'rollup' || value.type === 'formula') &&
    some(properties, (other) => mayDependOn(value, other) && isCut(other, properties)))

/** The id of a property, or its name where the value is damaged and has none. */
const idOf = ({ id }: PropertyValue, name: string): string => (typeof id === 'string' ? id : name)

/**
 * The properties of a page that are cut short: relations and people beyond the 25th are left out, as is text after 25 mentions.
 * To write such a value back would take away what was left out.
 *
 * Rollups and formulas, which Notion works out from what it gives of the page, are among them where that may be cut short:
 * rollups beside such a relation, formulas beside any such property. Where `filter_properties` left a relation out, nothing tells
 * whether it is cut.
 *
 * @param page The page; anything that has no properties has none that are cut short.
 * @see https://developers.notion.com/reference/retrieve-a-page-property
 * @example
 * import type { Page } from 'notion-fp'
 * import { incompleteProps } from 'notion-fp/props'
 *
 * const propertiesToReadInFull = (page: Page) => incompleteProps(page).map(({ property_id }) => property_id)
 */
export const incompleteProps = (page: { readonly properties: Properties }): ReadonlyArray<IncompleteProp> => {
  const properties = tryTo(() => page.properties, {})
  const entries = tryTo((): ReadonlyArray<[string, PropertyValue]> => Object.entries(properties), [])
  return entries.flatMap(([name, value]) =>
    tryTo(
      (): ReadonlyArray<IncompleteProp> =>
        isIncomplete(value, properties) ? [{ name, property_id: idOf(value, name), type: value.type }] : [],
      [],
    ),
  )
}
