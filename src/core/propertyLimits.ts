/** What the API is known to refuse in the values of properties, found before it is sent. */
import type { InvalidInput } from './error.js'
import type { Checked } from './ids.js'
import { isObject } from './json.js'
import { checkedContent } from './limits.js'
import type { PropertyValuesRequest } from './params/propertyValues.js'
import { trust } from './trust.js'

/** Notion does not say whether it counts UTF-16 units or characters: only what is too long either way is refused. */
const isLonger = (text: unknown, most: number): boolean =>
  typeof text === 'string' && text.length > most && [...text].length > most

type Check = (field: string, given: unknown) => Checked<unknown>

const ok = (value: unknown): Checked<unknown> => ({ value, issues: [] })

const refusedIf =
  (allowed: string, isWrong: (given: unknown) => boolean): Check =>
  (field, given) =>
    isWrong(given) ? { value: given, issues: [{ field, given, allowed }] } : ok(given)

const atMost = (most: number): Check => refusedIf(`at most ${most} characters`, (given) => isLonger(given, most))

/** A name that Notion would make a new option of; one beside an id is not looked at. */
const nameOf = (option: unknown): unknown => (isObject(option) && option.id === undefined ? option.name : undefined)

const optionName: Check = (field, option) => {
  const name = nameOf(option)
  const wrong = isLonger(name, 100) || (typeof name === 'string' && name.includes(','))
  return wrong
    ? {
        value: option,
        issues: [{ field: `${field}.name`, given: name, allowed: 'at most 100 characters, without commas' }],
      }
    : ok(option)
}

const each =
  (check: Check): Check =>
  (field, given) => {
    if (!Array.isArray(given)) return ok(given)
    const checked = given.map((one, index) => check(`${field}[${index}]`, one))
    return {
      value: checked.some(({ value }, index) => value !== given[index]) ? checked.map(({ value }) => value) : given,
      issues: checked.flatMap(({ issues }) => issues),
    }
  }

const atMost100: Check = /*#__PURE__*/ (() =>
  refusedIf('at most 100 elements', (given) => Array.isArray(given) && given.length > 100))()

/** A file that Notion keeps has an address that Notion signed: it may be of any length. */
const file: Check = (field, given) =>
  isObject(given) && given.file !== undefined ? ok(given) : checkedContent(field, given)

/** What is checked of each type of value; the others cannot be wrong in a way that is known beforehand. */
const checks = (): { readonly [type: string]: Check } => ({
  title: checkedContent,
  rich_text: checkedContent,
  relation: checkedContent,
  people: checkedContent,
  files: each(file),
  select: optionName,
  multi_select: (field, given) => ({
    value: given,
    issues: [...atMost100(field, given).issues, ...each(optionName)(field, given).issues],
  }),
  // JSON has no such numbers: they would be sent as `null` and empty the property.
  number: refusedIf('a finite number, or null', (given) => typeof given === 'number' && !Number.isFinite(given)),
  date: (field, given) =>
    isObject(given) && typeof given.start !== 'string'
      ? { value: given, issues: [{ field: `${field}.start`, given: given.start, allowed: 'a date in ISO 8601' }] }
      : ok(given),
  url: atMost(2000),
  email: atMost(200),
  phone_number: atMost(200),
})

/**
 * Checks the values of properties by the limits of the API. Ids of pages, users and uploads may be Notion addresses: they become
 * ids in `value`, which is the very thing given where there were none.
 *
 * @param field Where they go, such as `properties`.
 * @param given The values by the names or ids of their properties.
 * @see https://developers.notion.com/reference/request-limits
 */
export const checkedProperties = (field: string, given: PropertyValuesRequest): Checked<PropertyValuesRequest> => {
  const byType = new Map(Object.entries(checks()))
  const issues: Array<InvalidInput> = []
  const checkedValue = (path: string, value: unknown): unknown => {
    // Notion takes the runs of a title without the word `title` before them, too.
    if (Array.isArray(value)) {
      const runs = checkedContent(path, value)
      issues.push(...runs.issues)
      return runs.value
    }
    if (!isObject(value)) return value
    return Object.entries(value).reduce<unknown>((copy, [type, payload]) => {
      const checked = byType.get(type)?.(`${path}.${type}`, payload)
      issues.push(...(checked?.issues ?? []))
      return checked === undefined || checked.value === payload
        ? copy
        : { ...trust<object>(copy), [type]: checked.value }
    }, value)
  }
  const values = Object.entries(given).map(([name, value]) => [name, value, checkedValue(`${field}.${name}`, value)])
  return {
    value: values.some(([, before, after]) => before !== after)
      ? trust<PropertyValuesRequest>(Object.fromEntries(values.map(([name, , after]) => [name, after])))
      : given,
    issues,
  }
}

/** Whether a value may make a new option of its property, which is a change of the schema. */
export const namesOption = (given: PropertyValuesRequest): boolean =>
  Object.values(given).some((value: unknown) => {
    if (!isObject(value)) return false
    const { select, multi_select } = value
    return [select, ...(Array.isArray(multi_select) ? multi_select : [])].some((option) => nameOf(option) !== undefined)
  })
