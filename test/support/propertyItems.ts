/** Samples of properties on their own as the API returns them, created anew by each call. */
import type { PropertyItem, PropertyItemList } from '../../src/ops/pages/propertyItem.js'
import { anId } from './fixtures.js'

/** A reference to another page, as one element of a relation. */
export const aRelationItem = (number: number): PropertyItem => ({
  object: 'property_item',
  type: 'relation',
  id: '%3AUPp',
  relation: { id: anId(number) },
})

/** One page of the items of a relation; the last one if there is no cursor. */
export const aRelation = (numbers: ReadonlyArray<number>, next_cursor: string | null = null): PropertyItemList => ({
  object: 'list',
  type: 'property_item',
  results: numbers.map(aRelationItem),
  next_cursor,
  has_more: next_cursor !== null,
  property_item: { id: '%3AUPp', next_url: next_cursor, type: 'relation', relation: {} },
  request_id: anId(98),
})

/** A checkbox, which is a single item, not a list. */
export const aCheckboxItem = (): PropertyItem => ({
  object: 'property_item',
  type: 'checkbox',
  id: 'UPp',
  checkbox: true,
  request_id: anId(99),
})
