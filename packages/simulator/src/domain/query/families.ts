import type { Check } from '../validate/check.js'
import { asArray, asObject, asString, get, isObject, type Json, type JsonObject } from '../values/json.js'
import * as of from './conditions.js'
import { oneKey } from './oneKey.js'

type Families = Readonly<Record<string, of.Family>>

const byKey = (families: Families, pick: (key: string, value: Json) => Json | undefined): of.Family => ({
  check: oneKey(Object.fromEntries(Object.entries(families).map(([key, { check }]) => [key, check]))),
  test: (condition) => {
    const key = Object.keys(families).find((each) => get(condition, each) !== undefined) ?? ''
    const test = families[key]?.test(asObject(condition[key]))
    return (value, situation) => {
      const picked = pick(key, value)
      return picked !== undefined && (test?.(picked, situation) ?? false)
    }
  },
})

const FORMULA_TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  checkbox: 'boolean',
  number: 'number',
  date: 'date',
}

/** Conditions on what a formula came to. A formula of another type holds nothing of the type asked for. */
const formulaFamily: of.Family = byKey(
  { string: of.textFamily, checkbox: of.checkboxFamily, number: of.numberFamily, date: of.dateFamily },
  (key, value) => {
    const type = FORMULA_TYPES[key] ?? ''
    return isObject(value) && value.type === type ? (value[type] ?? null) : null
  },
)

const TEXTS = ['title', 'rich_text', 'url', 'email', 'phone_number']

/** A key of a filter: its conditions, and the types of property it fits. */
export interface FilterKey {
  readonly family: of.Family
  readonly fits: ReadonlyArray<string>
}

const key = (family: of.Family, ...fits: ReadonlyArray<string>): FilterKey => ({ family, fits })

/** The keys for one element of a rollup, in the order the API lists them. */
const ROLLED: Readonly<Record<string, FilterKey>> = {
  rich_text: key(of.textFamily, ...TEXTS),
  number: key(of.numberFamily, 'number', 'unique_id'),
  checkbox: key(of.checkboxFamily, 'checkbox'),
  select: key(of.choiceFamily, 'select'),
  multi_select: key(of.choicesFamily, 'multi_select'),
  relation: key(of.relationFamily, 'relation'),
  date: key(of.dateFamily, 'date', 'created_time', 'last_edited_time'),
  people: key(of.peopleFamily, 'people', 'created_by', 'last_edited_by'),
  files: key(of.filesFamily, 'files'),
  status: key(of.choiceFamily, 'status'),
}

const rolledCheck: Check = oneKey(
  Object.fromEntries(Object.entries(ROLLED).map(([key, { family }]) => [key, family.check])),
)

/** An element of another type meets no condition, whichever it is; a formula is of no type here. */
const rolledTest = (condition: JsonObject): of.Test => {
  const key = Object.keys(ROLLED).find((each) => get(condition, each) !== undefined) ?? ''
  const rolled = ROLLED[key]
  const test = rolled?.family.test(asObject(condition[key]))
  return (element, situation) => {
    const type = asString(asObject(element).type)
    if (test === undefined || rolled?.fits.includes(type) !== true) return false
    return test(asObject(element)[type] ?? null, situation)
  }
}

const elements = (value: Json): ReadonlyArray<Json> => asArray(asObject(value).array)

const QUANTIFIERS: Readonly<Record<string, (values: ReadonlyArray<Json>, holds: (value: Json) => boolean) => boolean>> =
  {
    any: (values, holds) => values.some(holds),
    none: (values, holds) => !values.some(holds),
    // Of nothing, there is not every element that is so.
    every: (values, holds) => values.length > 0 && values.every(holds),
  }

const quantified = (name: string): of.Family => ({
  check: rolledCheck,
  test: (condition) => {
    const test = rolledTest(condition)
    return (value, situation) => QUANTIFIERS[name]?.(elements(value), (each) => test(each, situation)) ?? false
  },
})

/** Conditions on what a rollup came to. */
const rollupFamily: of.Family = byKey(
  {
    any: quantified('any'),
    none: quantified('none'),
    every: quantified('every'),
    date: of.dateFamily,
    number: of.numberFamily,
  },
  (key, value) => (key === 'date' || key === 'number' ? (asObject(value)[key] ?? null) : value),
)

/** Every key of a property filter, in the order the API lists them. */
export const FILTER_KEYS: Readonly<Record<string, FilterKey>> = {
  title: key(of.textFamily, ...TEXTS),
  rich_text: key(of.textFamily, ...TEXTS),
  number: key(of.numberFamily, 'number'),
  checkbox: key(of.checkboxFamily, 'checkbox'),
  select: key(of.choiceFamily, 'select'),
  multi_select: key(of.choicesFamily, 'multi_select'),
  status: key(of.choiceFamily, 'status'),
  date: key(of.dateFamily, 'date', 'created_time', 'last_edited_time'),
  people: key(of.peopleFamily, 'people', 'created_by', 'last_edited_by'),
  files: key(of.filesFamily, 'files'),
  url: key(of.textFamily, ...TEXTS),
  email: key(of.textFamily, ...TEXTS),
  phone_number: key(of.textFamily, ...TEXTS),
  relation: key(of.relationFamily, 'relation'),
  created_by: key(of.peopleFamily, 'created_by'),
  created_time: key(of.dateFamily, 'created_time'),
  last_edited_by: key(of.peopleFamily, 'last_edited_by'),
  last_edited_time: key(of.dateFamily, 'last_edited_time'),
  formula: key(formulaFamily, 'formula'),
  unique_id: key(of.numberFamily, 'unique_id'),
  rollup: key(rollupFamily, 'rollup'),
  verification: key(of.verificationFamily, 'verification'),
}
