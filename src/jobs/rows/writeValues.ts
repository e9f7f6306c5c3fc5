/**
 * Checks plain values against their declaration, and converts them to requests.
 *
 * @internal
 */
import type { InvalidInput } from '../../core/call/issues.js'
import { idIn } from '../../core/input/id.js'
import { PLACES } from '../../core/input/idKinds.js'
import { isObject, isRecord } from '../../core/internal/json.js'
import type { OptionRule } from '../../core/internal/options.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { computedTypes } from '../../props/computedTypes.js'
import { type OptionInput, option } from '../../props/option.js'
import type { WritablePropertyType } from '../../props/propertyTables.js'
import type { PropertyValuesRequest } from '../../props/propertyValueRequest.js'
import type { AnyProp } from '../../props/schema.js'
import { type Declared, referenceOf } from './declared.js'
import { declaredOptions } from './optionNames.js'

/** The value of a property to write. */
export interface WrittenValue {
  readonly declared: Declared
  readonly payload: unknown
}

/** Options that are not declared, and are therefore looked up in the data source. */
export interface UndeclaredOptions {
  readonly declared: Declared
  readonly field: string
  readonly names: ReadonlyArray<string>
}

/** The values of one row, checked. */
export interface WrittenRow {
  readonly values: ReadonlyArray<WrittenValue>
  readonly undeclared: ReadonlyArray<UndeclaredOptions>
}

const MAX_ELEMENTS = 100

const isText = (given: unknown): boolean => typeof given === 'string'
const isNone = (given: unknown): boolean => given === undefined || given === null
const orNull =
  (fits: (given: unknown) => boolean) =>
  (given: unknown): boolean =>
    given === null || fits(given)
const listOf =
  (fits: (given: unknown) => boolean) =>
  (given: unknown): boolean =>
    Array.isArray(given) && given.length <= MAX_ELEMENTS && Array.from<unknown>(given).every(fits)

const MOMENT = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/

const isMoment = (given: unknown): boolean => {
  if (given instanceof Date) return !Number.isNaN(given.getTime())
  const [, day] = (isText(given) && MOMENT.exec(`${given}`)) || []
  // JavaScript parses February 30 as a day in March.
  return day !== undefined && new Date(day).toISOString().startsWith(day) && !Number.isNaN(Date.parse(`${given}`))
}
// An unknown time zone throws.
const isZone = (given: unknown): boolean => isText(given) && !!new Intl.DateTimeFormat('en', { timeZone: `${given}` })
const isDate = (given: unknown): boolean =>
  isMoment(given) ||
  (isRecord(given) &&
    isMoment(given.start) &&
    (isNone(given.end) || isMoment(given.end)) &&
    (isNone(given.time_zone) || isZone(given.time_zone)))

const isReference = (given: unknown): boolean =>
  idIn(isText(given) ? given : field(given, 'id'), PLACES.page) !== undefined
const isOption = (given: unknown): boolean =>
  [given, field(given, 'name'), field(given, 'id')].some((part) => isText(part) && part !== '')
const isFile = (given: unknown): boolean => (isText(given) ? given !== '' : isRecord(given))

const TEXT: OptionRule = [(given) => isText(given) || Array.isArray(given), 'a text, or runs of rich text']
const SHORT_TEXT: OptionRule = [orNull((given) => isText(given) && given !== ''), 'a text that is not empty, or null']
const REFERENCES: OptionRule = [
  listOf(isReference),
  `a list of at most ${MAX_ELEMENTS} ids, URLs or objects with an id`,
]
const ONE_OPTION: OptionRule = [orNull(isOption), 'the name of an option, or null']

const CHECKS: { readonly [type: string]: OptionRule } = {
  title: TEXT,
  rich_text: TEXT,
  number: [orNull(Number.isFinite), 'a finite number, or null'],
  checkbox: [(given) => typeof given === 'boolean', 'true or false'],
  select: ONE_OPTION,
  status: ONE_OPTION,
  multi_select: [listOf(isOption), `a list of at most ${MAX_ELEMENTS} names of options`],
  date: [orNull(isDate), 'a date in ISO 8601 such as 2026-03-11, a Date, { start, end, time_zone }, or null'],
  people: REFERENCES,
  relation: REFERENCES,
  files: [(given) => Array.isArray(given) && given.every(isFile), 'a list of URLs, file uploads or files'],
  url: SHORT_TEXT,
  email: SHORT_TEXT,
  phone_number: SHORT_TEXT,
  place: [orNull(isRecord), '{ lat, lon }, or null'],
  verification: [orNull(isRecord), '{ state }, or null'],
} satisfies { readonly [Type in WritablePropertyType]?: OptionRule }

/** The value that does not fit: in a list, the first element that does not fit by itself, if there is one. */
const unfit = (given: unknown, fits: OptionRule[0]): unknown => {
  const at = Array.isArray(given) ? given.findIndex((one) => !tryTo(() => fits([one]), false)) : -1
  return at < 0 ? given : field(given, `${at}`)
}

const COMPUTED: OptionRule = [() => false, 'left out: Notion computes it']

/** Values of a type without a check of its own are left to the builder and to Notion. */
const UNCHECKED: OptionRule = [() => true, '']

const ruleOf = ({ type }: AnyProp): OptionRule => CHECKS[type] ?? (computedTypes.includes(type) ? COMPUTED : UNCHECKED)

/** The payload of a value in a request. */
const payloadOf = (prop: AnyProp, value: unknown): unknown => {
  const { type } = prop
  // A property type that can be written is a function of its value, which the union of all types does not show.
  if (typeof prop === 'function') return field(unsafeCast<(value: unknown) => unknown>(prop)(value), type)
  if (type === 'relation' && Array.isArray(value)) {
    return value.map((page) => ({ id: isObject(page) ? page.id : page }))
  }
  const toOption = (given: unknown): unknown => {
    // A value that is not an option is unchanged here, and rejected by the checks of the value.
    const chosen = option(unsafeCast<OptionInput>(given))
    const known = declaredOptions(prop)?.find(({ name }) => name === chosen.name)
    return known?.id !== undefined && chosen.id === undefined ? { id: known.id } : chosen
  }
  if (/^(select|status)$/.test(type)) return value === null ? null : toOption(value)
  return type === 'multi_select' && Array.isArray(value) ? value.map(toOption) : value
}

/** The names of the options that a value selects; those with an id need no name. */
const selectedNames = (type: string, value: unknown): ReadonlyArray<string> =>
  /^((multi_)?select|status)$/.test(type)
    ? [value].flat().flatMap((given) => {
        const name = isText(given) ? given : field(given, 'id') === undefined ? field(given, 'name') : undefined
        return typeof name === 'string' ? [name] : []
      })
    : []

/** Checks the values of one row; the issues are added to the list. */
export const writtenRow = (
  properties: ReadonlyArray<Declared>,
  given: unknown,
  at: string,
  allowsNew: boolean,
  issues: Array<InvalidInput>,
): WrittenRow => {
  const values: Array<WrittenValue> = []
  const undeclared: Array<UndeclaredOptions> = []
  const addIssue = (key: string, value: unknown, allowed: string): void => {
    issues.push({ field: `${at}.${key}`, given: value, allowed })
  }
  const keys = isRecord(given) ? tryTo(() => Object.keys(given)) : undefined
  if (!keys) {
    issues.push({ field: at, given, allowed: 'an object of values by property' })
    return { values, undeclared }
  }
  for (const key of keys) {
    const value = field(given, key)
    const declared = properties.find((one) => one.key === key)
    if (!declared) {
      const all = properties.map((one) => one.key).join(', ')
      addIssue(key, value, key === 'id' ? 'left out: the id of a row is not a value' : `one of the properties ${all}`)
      continue
    }
    if (value === undefined) continue
    const { prop } = declared
    const [fits, allowed] = ruleOf(prop)
    if (!tryTo(() => fits(value), false)) {
      addIssue(key, unfit(value, fits), allowed)
      continue
    }
    const options = declaredOptions(prop)
    const names = selectedNames(prop.type, value)
    const withComma = names.find((name) => name.includes(',') && !options?.some((known) => known.name === name))
    const unknown = options && names.find((name) => !options.some((known) => known.name === name))
    const mayAdd = allowsNew && prop.type !== 'status'
    if (withComma !== undefined) {
      addIssue(key, withComma, 'the name of an option, without commas')
    } else if (unknown !== undefined && !mayAdd) {
      const more = prop.type === 'status' ? '' : ', or any with allow_new_options'
      addIssue(key, unknown, `one of the options ${options?.map(({ name }) => name).join(', ')}${more}`)
    } else {
      if (!options && names.length > 0 && !mayAdd) undeclared.push({ declared, field: `${at}.${key}`, names })
      values.push({ declared, payload: payloadOf(prop, value) })
    }
  }
  return { values, undeclared }
}

/** The values in the form of a request, by the ids or names of the properties. */
export const valuesRequest = (values: ReadonlyArray<WrittenValue>): PropertyValuesRequest =>
  // The payload was made for the type of the property.
  unsafeCast(
    Object.fromEntries(
      values.map(({ declared, payload }) => [referenceOf(declared), { [declared.prop.type]: payload }]),
    ),
  )
