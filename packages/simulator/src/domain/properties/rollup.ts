import { plainText } from '../richText/richText.js'
import { asArray, asString, isObject, type Json, type JsonObject } from '../values/json.js'
import { least, median, most, sum } from '../values/numbers.js'
import { instantOf } from '../values/time.js'

/** A property value beyond a relation, as the API answers it: `{ type, [type]: … }`. */
export type Rolled = JsonObject

const contentOf = (rolled: Rolled): Json => {
  const value = rolled[asString(rolled.type)] ?? null
  return rolled.type === 'formula' && isObject(value) ? contentOf(value) : value
}

const isEmpty = (rolled: Rolled): boolean => {
  const value = contentOf(rolled)
  return value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0)
}

const numbers = (values: ReadonlyArray<Rolled>): ReadonlyArray<number> =>
  values.map(contentOf).flatMap((value) => (typeof value === 'number' ? [value] : []))

const keyOf = (rolled: Rolled): string =>
  rolled.type === 'title' || rolled.type === 'rich_text'
    ? plainText(contentOf(rolled))
    : JSON.stringify(contentOf(rolled))

const unique = (values: ReadonlyArray<Rolled>): ReadonlyArray<Rolled> => [
  ...new Map(values.filter((each) => !isEmpty(each)).map((each) => [keyOf(each), each])).values(),
]

const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

const range = (of: ReadonlyArray<number>): number | null => {
  const [low, high] = [least(of), most(of)]
  return low === null || high === null ? null : high - low
}

const NUMERIC: Readonly<Record<string, (values: ReadonlyArray<Rolled>) => number | null>> = {
  count: (values) => values.length,
  count_values: (values) =>
    sum(
      values.map((each) =>
        isEmpty(each)
          ? 0
          : Array.isArray(contentOf(each)) && each.type !== 'title' && each.type !== 'rich_text'
            ? asArray(contentOf(each)).length
            : 1,
      ),
    ),
  empty: (values) => values.filter(isEmpty).length,
  not_empty: (values) => values.filter((each) => !isEmpty(each)).length,
  unique: (values) => unique(values).length,
  percent_empty: (values) => ratio(values.filter(isEmpty).length, values.length),
  percent_not_empty: (values) => ratio(values.filter((each) => !isEmpty(each)).length, values.length),
  checked: (values) => values.filter((each) => contentOf(each) === true).length,
  unchecked: (values) => values.filter((each) => contentOf(each) !== true).length,
  percent_checked: (values) => ratio(values.filter((each) => contentOf(each) === true).length, values.length),
  percent_unchecked: (values) => ratio(values.filter((each) => contentOf(each) !== true).length, values.length),
  sum: (values) => (numbers(values).length === 0 ? 0 : sum(numbers(values))),
  average: (values) => ratio(sum(numbers(values)), numbers(values).length),
  median: (values) => median(numbers(values)),
  min: (values) => least(numbers(values)),
  max: (values) => most(numbers(values)),
  range: (values) => range(numbers(values)),
}

const moments = (values: ReadonlyArray<Rolled>): ReadonlyArray<string> =>
  [...values]
    .map(contentOf)
    .flatMap((value) =>
      isObject(value)
        ? [asString(value.start), asString(value.end ?? value.start)]
        : typeof value === 'string'
          ? [value]
          : [],
    )
    .filter((moment) => moment !== '')
    .sort((left, right) => instantOf(left) - instantOf(right))

const date = (start: string | undefined, end: string | undefined): Json =>
  start === undefined ? null : { start, end: end ?? null, time_zone: null }

/** The value of a rollup over what its relation reaches. */
export const rollupValue = (name: string, values: ReadonlyArray<Rolled>): JsonObject => {
  const numeric = NUMERIC[name]
  if (numeric !== undefined) return { type: 'number', number: numeric(values), function: name }
  const all = moments(values)
  if (name === 'earliest_date') return { type: 'date', date: date(all[0], undefined), function: name }
  if (name === 'latest_date') return { type: 'date', date: date(all.at(-1), undefined), function: name }
  if (name === 'date_range') return { type: 'date', date: date(all[0], all.at(-1)), function: name }
  return { type: 'array', array: name === 'show_unique' ? unique(values) : values, function: name }
}
