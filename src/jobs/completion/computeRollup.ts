/**
 * Rollups that Notion has not aggregated, although it returned all of their values.
 *
 * @internal
 */
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import type { Item } from './propertyItems.js'

/** The payloads, if all items are of one type. */
const payloads = <A>(items: ReadonlyArray<Item>, type: string): ReadonlyArray<A> | undefined =>
  // The payload is found by the name of the type, and the caller knows its type.
  items.every((item) => item.type === type) ? items.map((item) => unsafeCast<A>(Reflect.get(item, type))) : undefined

const numbers = (items: ReadonlyArray<Item>): ReadonlyArray<number> | undefined => {
  const found = payloads<number | null>(items, 'number')?.filter((value) => value !== null)
  // For an empty list of numbers, the result of Notion depends on the function.
  return found && found.length > 0 ? found : undefined
}

const overNumbers =
  (aggregate: (values: ReadonlyArray<number>) => number) =>
  (items: ReadonlyArray<Item>): number | undefined => {
    const values = numbers(items)
    return values && aggregate(values)
  }

const least = (values: ReadonlyArray<number>): number => values.reduce((a, b) => Math.min(a, b))
const most = (values: ReadonlyArray<number>): number => values.reduce((a, b) => Math.max(a, b))
const total = (values: ReadonlyArray<number>): number => values.reduce((a, b) => a + b)

const overCheckboxes =
  (aggregate: (checked: number, all: number) => number) =>
  (items: ReadonlyArray<Item>): number | undefined => {
    const values = payloads<boolean>(items, 'checkbox')
    return values && values.length > 0 ? aggregate(values.filter((value) => value).length, values.length) : undefined
  }

/** The functions whose result the values determine. For the others, Notion does not document what counts as a value. */
const FUNCTIONS: { readonly [name: string]: (items: ReadonlyArray<Item>) => number | undefined } = {
  count: (items) => items.length,
  sum: overNumbers(total),
  average: overNumbers((values) => total(values) / values.length),
  min: overNumbers(least),
  max: overNumbers(most),
  range: overNumbers((values) => most(values) - least(values)),
  checked: overCheckboxes((checked) => checked),
  unchecked: overCheckboxes((checked, all) => all - checked),
  percent_checked: overCheckboxes((checked, all) => checked / all),
  percent_unchecked: overCheckboxes((checked, all) => (all - checked) / all),
}

/** The result of a rollup over all of its values, if it is certain. */
export const computeRollup = (name: string, items: ReadonlyArray<Item>): number | undefined =>
  Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]?.(items) : undefined
