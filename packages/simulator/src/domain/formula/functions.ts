/**
 * The functions of formulas that depend on nothing but their arguments. Those that evaluate their arguments themselves
 * are in `evaluate.ts`.
 */
import { largest, median, smallest, sum } from '../values/numbers.js'
import { instantOf } from '../values/time.js'
import { between, dateAt, endOf, formatted, shifted, weekOf } from './dates.js'
import { UNSUPPORTED } from './tokens.js'
import { elementsOfValue, isDate, isEmptyValue, isList, isTruthy, numberOf, textOf, type Value } from './value.js'

/** A function of its arguments alone. */
type Plain = (...args: ReadonlyArray<Value>) => Value

const one =
  (compute: (value: number) => number): Plain =>
  (value = null) =>
    compute(numberOf(value))

const two =
  (compute: (left: number, right: number) => number): Plain =>
  (left = null, right = null) =>
    compute(numberOf(left), numberOf(right))

const many =
  (compute: (values: ReadonlyArray<number>) => number | null): Plain =>
  (...values) => {
    const numbers = values.flatMap(elementsOfValue).map(numberOf)
    return numbers.length === 0 ? null : compute(numbers)
  }

const text =
  (compute: (value: string) => Value): Plain =>
  (value = null) =>
    compute(textOf(value))

const orderOf = (left: Value, right: Value): number =>
  typeof left === 'string' && typeof right === 'string' ? left.localeCompare(right) : numberOf(left) - numberOf(right)

const compared =
  (holds: (order: number) => boolean): Plain =>
  (left = null, right = null) => {
    const order = orderOf(left, right)
    return !Number.isNaN(order) && holds(order)
  }

const rounded: Plain = (value = null, places = 0) => {
  const factor = 10 ** numberOf(places)
  return Math.round(numberOf(value) * factor) / factor
}

const patternOf = (value: Value): RegExp => {
  try {
    return new RegExp(textOf(value), 'g')
  } catch {
    throw UNSUPPORTED
  }
}

const same = (left: Value, right: Value): boolean => textOf(left) === textOf(right)

const dated =
  (compute: (date: Date) => number): Plain =>
  (value = null) =>
    isDate(value) ? compute(new Date(numberOf(value))) : null

const slice: Plain = (list = null, from = 0, to = null) =>
  elementsOfValue(list).slice(numberOf(from), to === null ? undefined : numberOf(to))

const MATH: Readonly<Record<string, Plain>> = {
  add: (left = null, right = null) =>
    typeof left === 'string' || typeof right === 'string'
      ? textOf(left) + textOf(right)
      : numberOf(left) + numberOf(right),
  subtract: two((left, right) => left - right),
  multiply: two((left, right) => left * right),
  divide: two((left, right) => left / right),
  mod: two((left, right) => left % right),
  pow: two((left, right) => left ** right),
  unaryMinus: one((value) => -value),
  unaryPlus: one((value) => value),
  abs: one(Math.abs),
  round: rounded,
  floor: one(Math.floor),
  ceil: one(Math.ceil),
  sqrt: one(Math.sqrt),
  cbrt: one(Math.cbrt),
  exp: one(Math.exp),
  ln: one(Math.log),
  log10: one(Math.log10),
  log2: one(Math.log2),
  sign: one(Math.sign),
  min: many(smallest),
  max: many(largest),
  sum: many(sum),
  mean: many((values) => sum(values) / values.length),
  median: many(median),
  pi: () => Math.PI,
  e: () => Math.E,
  toNumber: (value = null) => numberOf(value),
}

const LOGIC: Readonly<Record<string, Plain>> = {
  not: (value = null) => !isTruthy(value),
  equal: (left = null, right = null) => same(left, right),
  unequal: (left = null, right = null) => !same(left, right),
  larger: compared((order) => order > 0),
  largerEq: compared((order) => order >= 0),
  smaller: compared((order) => order < 0),
  smallerEq: compared((order) => order <= 0),
  empty: (value = null) => isEmptyValue(value),
}

const TEXT: Readonly<Record<string, Plain>> = {
  concat: (...values) => (values.some(isList) ? values.flatMap(elementsOfValue) : values.map(textOf).join('')),
  length: (value = null) => (isList(value) ? value.length : textOf(value).length),
  lower: text((value) => value.toLowerCase()),
  upper: text((value) => value.toUpperCase()),
  trim: text((value) => value.trim()),
  format: text((value) => value),
  substring: (value = null, from = 0, to = null) =>
    textOf(value).slice(numberOf(from), to === null ? undefined : numberOf(to)),
  contains: (value = null, part = null) => textOf(value).includes(textOf(part)),
  startsWith: (value = null, part = null) => textOf(value).startsWith(textOf(part)),
  endsWith: (value = null, part = null) => textOf(value).endsWith(textOf(part)),
  test: (value = null, pattern = null) => patternOf(pattern).test(textOf(value)),
  match: (value = null, pattern = null) => [...textOf(value).matchAll(patternOf(pattern))].map(([found]) => found),
  replace: (value = null, pattern = null, by = null) =>
    textOf(value).replace(new RegExp(patternOf(pattern).source), textOf(by)),
  replaceAll: (value = null, pattern = null, by = null) => textOf(value).replaceAll(patternOf(pattern), textOf(by)),
  repeat: (value = null, times = 0) =>
    textOf(value).repeat(Math.min(1000, Math.max(0, Math.trunc(numberOf(times)) || 0))),
  padStart: (value = null, length = 0, by = ' ') =>
    textOf(value).padStart(Math.min(1000, numberOf(length)), textOf(by)),
  padEnd: (value = null, length = 0, by = ' ') => textOf(value).padEnd(Math.min(1000, numberOf(length)), textOf(by)),
  split: (value = null, by = ',') => textOf(value).split(textOf(by)),
  style: (value = null) => value,
  unstyle: (value = null) => value,
  link: (value = null) => value,
}

const LISTS: Readonly<Record<string, Plain>> = {
  at: (list = null, index = 0) => elementsOfValue(list).at(numberOf(index)) ?? null,
  first: (list = null) => elementsOfValue(list)[0] ?? null,
  last: (list = null) => elementsOfValue(list).at(-1) ?? null,
  slice,
  sort: (list = null) => [...elementsOfValue(list)].sort(orderOf),
  reverse: (list = null) => [...elementsOfValue(list)].reverse(),
  join: (list = null, by = ',') => elementsOfValue(list).map(textOf).join(textOf(by)),
  unique: (list = null) => [...new Map(elementsOfValue(list).map((each) => [textOf(each), each])).values()],
  includes: (list = null, requested = null) => elementsOfValue(list).some((each) => same(each, requested)),
  flat: (list = null) => elementsOfValue(list).flatMap(elementsOfValue),
}

const DATES: Readonly<Record<string, Plain>> = {
  dateAdd: (date = null, amount = 0, unit = 'days') => shifted(date, numberOf(amount), textOf(unit)),
  dateSubtract: (date = null, amount = 0, unit = 'days') => shifted(date, -numberOf(amount), textOf(unit)),
  dateBetween: (left = null, right = null, unit = 'days') => between(left, right, textOf(unit)),
  dateStart: (value = null) => (isDate(value) ? { date: { start: textOf(value), end: null, time_zone: null } } : null),
  dateEnd: (value = null) => (isDate(value) ? endOf(value) : null),
  formatDate: (value = null, format = 'MMMM D, YYYY') => formatted(value, textOf(format)),
  parseDate: (value = null) => dateAt(instantOf(textOf(value)), textOf(value).length <= 10),
  timestamp: (value = null) => (isDate(value) ? numberOf(value) : null),
  fromTimestamp: (value = null) => dateAt(numberOf(value), false),
  minute: dated((date) => date.getUTCMinutes()),
  hour: dated((date) => date.getUTCHours()),
  day: dated((date) => date.getUTCDay() || 7),
  date: dated((date) => date.getUTCDate()),
  week: dated((date) => weekOf(date.getTime())),
  month: dated((date) => date.getUTCMonth() + 1),
  year: dated((date) => date.getUTCFullYear()),
}

/** Every function that reads nothing but its arguments. */
export const FUNCTIONS: ReadonlyMap<string, Plain> = new Map(
  Object.entries({ ...MATH, ...LOGIC, ...TEXT, ...LISTS, ...DATES }),
)
