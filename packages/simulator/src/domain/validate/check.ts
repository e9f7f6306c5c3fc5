/** Checks of requests. The messages have the wording of Notion's, as clients and their tests may depend on it. */
import { failedValidation } from '../errors.js'
import { isId } from '../values/id.js'
import { get, isArray, isObject, type Json } from '../values/json.js'

/** Checks the value at a path and returns its problems, in the words of the API; none when the value is valid. */
export type Check = (value: Json | undefined, path: string) => ReadonlyArray<string>

/** The length to which a message truncates a value, and that of the longest value that it does not truncate. */
const TRUNCATED_LENGTH = 55
const MAX_SHOWN = TRUNCATED_LENGTH + 3

const received = (value: Json | undefined): string => {
  const text = value === undefined ? 'undefined' : JSON.stringify(value)
  return `instead was \`${text.length > MAX_SHOWN ? `${text.slice(0, TRUNCATED_LENGTH)}...` : text}\`.`
}
const NO_PROBLEMS: ReadonlyArray<string> = []

/** The message for an invalid value. */
export const problem = (path: string, what: string, value: Json | undefined): ReadonlyArray<string> => [
  `${path} should be ${what}, ${received(value)}`,
]

/** The message for a missing value. */
export const missing = (path: string): ReadonlyArray<string> => problem(path, 'defined', undefined)

const scalar =
  (test: (value: Json) => boolean, what: string): Check =>
  (value, path) =>
    value === undefined ? missing(path) : test(value) ? NO_PROBLEMS : problem(path, what, value)

/** Any value that is present. */
export const anything: Check = scalar(() => true, 'defined')
/** A boolean. */
export const boolean: Check = scalar((value) => typeof value === 'boolean', 'a boolean')
/** A finite number. */
export const number: Check = scalar((value) => typeof value === 'number' && Number.isFinite(value), 'a number')
/** An object with any keys. */
export const object: Check = scalar(isObject, 'an object')
/** An id with or without dashes. */
export const uuid: Check = scalar(isId, 'a valid uuid')

/** A string of at most `limit` UTF-16 units. */
export const string =
  (limit = Number.POSITIVE_INFINITY): Check =>
  (value, path) => {
    if (typeof value !== 'string') return value === undefined ? missing(path) : problem(path, 'a string', value)
    return value.length <= limit ? NO_PROBLEMS : problem(`${path}.length`, `≤ \`${limit}\``, value.length)
  }

/** A string that is not empty; `otherwise` is what may stand in its place. */
export const populated =
  (limit = Number.POSITIVE_INFINITY, otherwise = ''): Check =>
  (value, path) =>
    value === '' ? problem(path, `populated${otherwise}`, value) : string(limit)(value, path)

/** An integer between two bounds. */
export const integer =
  (min: number, max: number): Check =>
  (value, path) => {
    const problems = number(value, path)
    if (problems.length > 0 || typeof value !== 'number') return problems
    if (!Number.isInteger(value)) return problem(path, 'an integer', value)
    if (value < min) return problem(path, `≥ \`${min}\``, value)
    return value > max ? problem(path, `≤ \`${max}\``, value) : NO_PROBLEMS
  }

const listed = (values: ReadonlyArray<Json>): string => {
  const quoted = values.map((word) => `\`${JSON.stringify(word)}\``)
  return quoted.length < 3 ? quoted.join(' or ') : `${quoted.slice(0, -1).join(', ')}, or ${quoted.at(-1)}`
}

/** One of several values. */
export const oneOf =
  (...values: ReadonlyArray<Json>): Check =>
  (value, path) =>
    value === undefined ? missing(path) : values.includes(value) ? NO_PROBLEMS : problem(path, listed(values), value)

/** May be absent. */
export const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined ? NO_PROBLEMS : check(value, path)

/** May be null. */
export const nullable =
  (check: Check): Check =>
  (value, path) =>
    value === null ? NO_PROBLEMS : check(value, path)

/** An array of at most `limit` elements. */
export const list =
  (element: Check, limit = Number.POSITIVE_INFINITY, minLength = 0): Check =>
  (value, path) => {
    if (!isArray(value)) return value === undefined ? missing(path) : problem(path, 'an array', value)
    if (value.length > limit) return problem(`${path}.length`, `≤ \`${limit}\``, value.length)
    if (value.length < minLength) return problem(`${path}.length`, `≥ \`${minLength}\``, value.length)
    return value.flatMap((child, index) => element(child, `${path}[${index}]`))
  }

/** An object with known fields; others are accepted unless `closed`. */
export const fields =
  (checks: Readonly<Record<string, Check>>, closed = false): Check =>
  (value, path) => {
    if (!isObject(value)) return value === undefined ? missing(path) : problem(path, 'an object', value)
    const known = Object.entries(checks).flatMap(([key, check]) => check(get(value, key), `${path}.${key}`))
    if (!closed) return known
    const unknown = Object.keys(value).filter((key) => !Object.hasOwn(checks, key))
    return [...known, ...unknown.flatMap((key) => problem(`${path}.${key}`, 'not present', value[key]))]
  }

/** An object with exactly one of several keys. */
export const variant =
  (checks: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (!isObject(value)) return value === undefined ? missing(path) : problem(path, 'an object', value)
    const keys = Object.keys(checks).filter((key) => get(value, key) !== undefined)
    if (keys.length === 0) return Object.keys(checks).flatMap((key) => missing(`${path}.${key}`))
    const type = get(value, 'type')
    if (type !== undefined && (typeof type !== 'string' || !Object.hasOwn(checks, type)))
      return oneOf(...Object.keys(checks))(type, `${path}.type`)
    if (typeof type === 'string' && !keys.includes(type)) return missing(`${path}.${type}`)
    const [first = ''] = typeof type === 'string' ? [type] : keys
    const others = keys.filter((key) => key !== first)
    if (others.length > 0) return others.flatMap((key) => problem(`${path}.${key}`, 'not present', value[key]))
    return checks[first]?.(value[first], `${path}.${first}`) ?? NO_PROBLEMS
  }

/** Throws a refusal when a value is invalid. */
export const assertValid = (check: Check, value: Json | undefined, part: string, path = part): void => {
  const problems = check(value, path)
  if (problems.length > 0) throw failedValidation(part, problems)
}
