/** What the API is known to refuse in the values of properties, found before it is sent. */
import { isObject } from '../json.js'
import type { PropertyValuesRequest } from '../params/propertyValues.js'
import type { Check } from './check.js'
import { isLonger } from './limits.js'
import { record } from './shape.js'

/** Notes what is allowed at a place of a value. */
type Note = (allowed: string, received: unknown, below?: string) => void

/** A name that Notion would make a new option of; one beside an id is not looked at. */
const nameOf = (option: unknown): unknown => (isObject(option) && option.id === undefined ? option.name : undefined)

const option = (given: unknown, note: Note, below = ''): void => {
  const name = nameOf(given)
  if (isLonger(name, 100) || (typeof name === 'string' && name.includes(','))) {
    note('at most 100 characters, without commas', name, `${below}.name`)
  }
}

const atMost100 = (given: unknown, note: Note): void => {
  if (Array.isArray(given) && given.length > 100) note('at most 100 elements', given)
}

const atMost =
  (most: number) =>
  (given: unknown, note: Note): void => {
    if (isLonger(given, most)) note(`at most ${most} characters`, given)
  }

/** What is looked at in each type of value. Text, addresses and ids are looked at in any body. */
const limits = (): ReadonlyMap<string, (given: unknown, note: Note) => void> =>
  new Map([
    ['select', option],
    [
      'multi_select',
      (given: unknown, note: Note) => {
        atMost100(given, note)
        if (Array.isArray(given)) given.forEach((one, index) => option(one, note, `[${index}]`))
      },
    ],
    ['relation', atMost100],
    ['people', atMost100],
    [
      'date',
      (given: unknown, note: Note) => {
        if (isObject(given) && typeof given.start !== 'string') note('a date in ISO 8601', given.start, '.start')
      },
    ],
    ['email', atMost(200)],
    ['phone_number', atMost(200)],
  ])

/**
 * The check of values of properties, by the names or ids of their properties, for what is not wrong in any body already.
 *
 * @see https://developers.notion.com/reference/request-limits
 */
export const propertyValues: Check = (given, refuse) => {
  const byType = limits()
  for (const [name, value] of Object.entries({ ...(isObject(given) && given) })) {
    // Notion takes the runs of a title without the word `title` before them, too.
    atMost100(value, (allowed, received) => refuse(allowed, received, `.${name}`))
    if (!isObject(value) || Array.isArray(value)) continue
    for (const [type, payload] of Object.entries(value)) {
      const note: Note = (allowed, received, below = '') => refuse(allowed, received, `.${name}.${type}${below}`)
      byType.get(type)?.(payload, note)
    }
  }
  return record(given, refuse)
}

/** Whether a value may make a new option of its property, which is a change of the schema. */
export const namesOption = (given: PropertyValuesRequest): boolean =>
  Object.values(given).some((value: unknown) => {
    if (!isObject(value)) return false
    const { select, multi_select } = value
    return [select, ...(Array.isArray(multi_select) ? multi_select : [])].some((one) => nameOf(one) !== undefined)
  })
