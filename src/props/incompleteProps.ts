/** Lists of references that Notion truncates, and the values that it computes from them. */
import { tryTo } from '../core/internal/orUndefined.js'
import type { PropertyValue } from './propertyValue.js'

/** A property of a page whose value is, or may be, incomplete. */
export interface IncompleteProp {
  /** Its key in the `properties` of the page. */
  readonly name: string
  /** Its id, for `getPageProperty`, which reads the whole value. */
  readonly property_id: string
  /** Its type, such as `relation`. */
  readonly type: string
}

/** The maximum number of references of a property in a page. */
const MAX_REFERENCES = 25

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
 * Property values by name, as in a page.
 *
 * @internal
 */
export interface Properties {
  readonly [name: string]: PropertyValue
}

const someValue = (properties: Properties, test: (value: PropertyValue) => boolean): boolean =>
  Object.values(properties).some((value) => tryTo(() => test(value), false))

/** Whether a relation is complete and has at least this many references. */
const isComplete = (value: PropertyValue, count: number): boolean =>
  value.type === 'relation' && value.has_more === false && value.relation.length >= count

/** Whether a list is truncated: `has_more` says so, or there is no `has_more` and the list has the maximum length. */
const isTruncated = (value: PropertyValue, properties: Properties): boolean => {
  if (value.type !== 'rollup') {
    if (typeof value.has_more === 'boolean') return value.has_more
    // A damaged relation may have any length.
    return (
      value.type === 'unknown:relation' ||
      (value.type === 'relation' && !Array.isArray(value.relation)) ||
      references(value) >= MAX_REFERENCES
    )
  }
  const { rollup, has_more } = value
  const count = rollup.type === 'array' ? rollup.array.length : 0
  return (
    has_more ??
    (rollup.type === 'incomplete' ||
      (count >= MAX_REFERENCES && !someValue(properties, (other) => isComplete(other, count))))
  )
}

/** The list types that rollups do not depend on. A rollup depends on a relation, and a damaged property may be one. */
const NOT_RELATIONS: ReadonlyArray<string> = ['people', 'rich_text', 'title', 'rollup', 'formula']

/** Whether Notion may have computed a property from another one: rollups and formulas do not name their sources. */
const mayDependOn = (value: PropertyValue, { type }: PropertyValue): boolean =>
  value.type === 'rollup'
    ? value.rollup.type !== 'unsupported' && !NOT_RELATIONS.includes(type)
    : value.type === 'formula' && value.formula.type !== 'unsupported' && type !== 'formula'

/**
 * Whether the value of a property is, or may be, incomplete.
 *
 * @internal
 */
export const isIncomplete = (value: PropertyValue, properties: Properties): boolean =>
  isTruncated(value, properties) ||
  ((value.type === 'rollup' || value.type === 'formula') &&
    // `completePage` says that a rollup is over all related pages.
    value.has_more !== false &&
    someValue(properties, (other) => mayDependOn(value, other) && isTruncated(other, properties)))

/** The id of a property, or its name if the value is damaged and has no id. */
const idOf = ({ id }: PropertyValue, name: string): string => (typeof id === 'string' ? id : name)

/**
 * The properties of a page that Notion truncated: relations and people after the 25th, and text after 25 mentions, are omitted.
 * Writing such a value back removes the omitted part.
 *
 * Rollups and formulas are included if Notion may have computed them from a truncated list: rollups beside such a relation,
 * formulas beside any such property. A relation that `filter_properties` excluded is not considered.
 *
 * @param page The page. A value without properties has no incomplete ones.
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
