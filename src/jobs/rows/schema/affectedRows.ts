/**
 * The filters of the rows that lose data through a change.
 *
 * @internal
 */
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { EveryWord } from '../../../props/everyWord.js'
import type { Filter } from '../../../props/filter.js'
import type { FilterableType, PropertyConditions } from '../../../props/propertyTables.js'
import { keyInRequest, type LiveProperty } from './liveProperty.js'

/** The types with the condition `is_not_empty`. */
type CanBeEmpty = {
  [Type in FilterableType]: Extract<PropertyConditions[Type], { readonly is_not_empty: true }> extends never
    ? never
    : Type
}[FilterableType]

// biome-ignore format: one text, which the compiler splits.
const WORDS =
  'title rich_text url email phone_number number select multi_select status date people files relation unique_id created_time last_edited_time created_by last_edited_by'

const CAN_BE_EMPTY: ReadonlySet<string> = new Set((WORDS satisfies EveryWord<typeof WORDS, CanBeEmpty>).split(' '))

/** The filter of the rows that have a value; `undefined` if there is no such filter. */
export const filterOfValues = (property: LiveProperty, all: ReadonlyArray<LiveProperty>): Filter | undefined => {
  const { type } = property
  const condition = type === 'checkbox' ? { equals: true } : CAN_BE_EMPTY.has(type) ? { is_not_empty: true } : undefined
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
