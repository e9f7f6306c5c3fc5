/**
 * The complete value of a property, from its elements.
 *
 * @internal
 */
import { tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { PropertyValue } from '../../props/propertyValue.js'
import type { RollupResult } from '../../props/rollup.js'
import type { IncompleteReason } from './completion.js'
import { computeRollup } from './computeRollup.js'
import type { Item, ReadProperty } from './propertyItems.js'

/** A complete value, or the reason why it is not complete. */
export type WholeValue =
  | {
      readonly value: PropertyValue
      /** The number of repeated elements. */
      readonly duplicates: number
      /** Whether the page already had the complete list. */
      readonly was_whole: boolean
      /** Whether it was computed here. */
      readonly computed?: boolean
    }
  | IncompleteReason

const payloadOf = (item: { readonly type: string }, type: string): unknown => Reflect.get(item, type)

const lengthOf = (value: PropertyValue, type: string): number =>
  tryTo(() => {
    const payload = payloadOf(value, type)
    return Array.isArray(payload) ? payload.length : 0
  }, 0)

/** The list without elements whose id occurred before. */
const withoutDuplicates = (elements: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
  const ids = new Set<unknown>()
  return elements.filter((element) => {
    const id = Reflect.get(Object(element), 'id')
    if (ids.has(id)) return false
    ids.add(id)
    return true
  })
}

/** The elements of a list, if all of them are of its type. */
const elementsOf = (items: ReadonlyArray<Item>, type: string): ReadonlyArray<unknown> | undefined => {
  const elements = items.flatMap((item): ReadonlyArray<unknown> => {
    const payload = item.type === type ? payloadOf(item, type) : undefined
    return payload === undefined ? [] : [payload].flat()
  })
  return elements.length < items.length ? undefined : elements
}

/** An item as an element of a rollup. */
const rolled = (item: Item): unknown => {
  const fields: { readonly type: string; readonly object?: unknown; readonly id?: unknown } = item
  const { object: _, id: __, ...rest } = fields
  const payload = payloadOf(item, item.type)
  return /^(title|rich_text|people|relation)$/.test(item.type) && !Array.isArray(payload)
    ? { ...rest, [item.type]: [payload] }
    : rest
}

const wholeRollup = (value: PropertyValue, result: RollupResult, items: ReadonlyArray<Item>): WholeValue => {
  const whole = (rollup: unknown, computed: boolean): WholeValue => ({
    // A result whose elements are built by their types, known as strings only.
    value: unsafeCast({ id: value.id, type: 'rollup', rollup, has_more: false }),
    duplicates: 0,
    was_whole: false,
    computed,
  })
  switch (result.type) {
    case 'number':
    case 'date':
      return whole(result, false)
    case 'array':
      return whole({ ...result, array: items.length > 0 ? items.map(rolled) : result.array }, false)
    case 'unsupported':
      return { reason: 'unsupported' }
    default: {
      // All values are there, although Notion has not aggregated them.
      const number = result.type === 'incomplete' ? computeRollup(result.function, items) : undefined
      return number === undefined
        ? { reason: 'unreadable' }
        : whole({ type: 'number', number, function: result.function }, true)
    }
  }
}

/** The value of a property that was read to its end. It keeps the id that the page has, which callers may use. */
export const wholeValue = (value: PropertyValue, read: ReadProperty): WholeValue => {
  if (!read.items) {
    const { object: _, request_id: __, ...rest } = read.value
    // Without the two fields, a single item has the shape of the value on a page.
    return { value: unsafeCast({ ...rest, id: value.id }), duplicates: 0, was_whole: false }
  }
  const { items, listed } = read
  if (listed.type === 'rollup') return wholeRollup(value, listed.rollup, items)
  const type: string = listed.type
  const found = elementsOf(items, type)
  if (!found) return { reason: 'unreadable' }
  const elements = type === 'relation' || type === 'people' ? withoutDuplicates(found) : found
  const shown = lengthOf(value, type)
  if (value.has_more === true && elements.length <= shown) return { reason: 'not_visible' }
  return {
    // All elements are of the type, which is known as a string only.
    value: unsafeCast({ id: value.id, type, [type]: elements, has_more: false }),
    duplicates: found.length - elements.length,
    was_whole: value.type === type && elements.length <= shown,
  }
}
