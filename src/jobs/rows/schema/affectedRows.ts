/**
 * The filters of the rows that lose data through a change.
 *
 * @internal
 */
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import { configCodecs } from '../../../props/configCodecs.js'
import type { EveryWord } from '../../../props/everyWord.js'
import type { Filter } from '../../../props/filter.js'
import type { ConfigType, FilterableType, PropertyConditions } from '../../../props/propertyTables.js'
import { keyInRequest, type LiveProperty } from './liveProperty.js'

/** The types with the condition `is_not_empty`. */
type CanBeEmpty = {
  [Type in FilterableType]: Extract<PropertyConditions[Type], { readonly is_not_empty: true }> extends never
    ? never
    : Type
}[FilterableType]

const WORDS = 'button checkbox formula last_visited_time location place rollup verification'

/** The types without it. */
const NEVER_EMPTY: ReadonlyArray<string> = (
  WORDS satisfies EveryWord<typeof WORDS, Exclude<ConfigType, CanBeEmpty>>
).split(' ')

const canBeEmpty = (type: string): boolean => Object.hasOwn(configCodecs, type) && !NEVER_EMPTY.includes(type)

/** The filter of the rows that have a value; `undefined` if there is no such filter. */
export const filterOfValues = (property: LiveProperty, all: ReadonlyArray<LiveProperty>): Filter | undefined => {
  const { type } = property
  const condition = type === 'checkbox' ? { equals: true } : canBeEmpty(type) ? { is_not_empty: true } : undefined
  const reference = keyInRequest(property, all)
  // The condition belongs to the type.
  return condition && reference ? unsafeCast<Filter>({ property: reference, [type]: condition }) : undefined
}

export const filterOfOption = (
  property: LiveProperty,
  name: string,
  all: ReadonlyArray<LiveProperty>,
): Filter | undefined => {
  const reference = keyInRequest(property, all)
  const condition = property.type === 'multi_select' ? { contains: name } : { equals: name }
  // The condition belongs to the type.
  return reference ? unsafeCast<Filter>({ property: reference, [property.type]: condition }) : undefined
}
