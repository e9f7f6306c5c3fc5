import { asArray, asObject, asString, isObject, type Json, type JsonObject } from '../json.js'
import { plainText } from '../richText.js'
import type { Property } from '../state/types.js'

/** What a formula can come to. A date is kept as its API value. */
type Value = string | number | boolean | null | { readonly date: Json }

/** Reads the value of a property by its name, as the API answers it: `{ type, [type]: … }`. */
export type ReadProperty = (name: string) => JsonObject | undefined

/** Thrown for an expression this evaluator does not understand; never leaves this file. */
const BEYOND = Symbol('beyond')

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|"((?:[^"\\]|\\.)*)"|(==|!=|>=|<=|&&|\|\||[-+*/%()<>,!?:])|([A-Za-z_][A-Za-z0-9_]*))/y

const tokens = (expression: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < expression.trimEnd().length) {
    const match = TOKEN.exec(expression)
    if (match === null) throw BEYOND
    found.push(match[0].trim())
  }
  return found
}

const operand = (property: JsonObject): Value => {
  const value = property[asString(property.type)]
  if (property.type === 'formula' || property.type === 'rollup') return operand(asObject(value))
  if (property.type === 'date') return value === null || value === undefined ? null : { date: value }
  if (property.type === 'created_time' || property.type === 'last_edited_time')
    return { date: { start: value ?? null, end: null, time_zone: null } }
  if (property.type === 'title' || property.type === 'rich_text') return plainText(value)
  if (property.type === 'unique_id') return Number(asObject(value).number ?? 0)
  if (isObject(value)) return asString(value.name)
  if (Array.isArray(value))
    return asArray(value)
      .map((each) => asString(asObject(each).name))
      .join(', ')
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

const text = (value: Value): string =>
  value === null ? '' : typeof value === 'object' ? asString(asObject(value.date).start) : String(value)

const figure = (value: Value): number =>
  typeof value === 'object' && value !== null ? Date.parse(text(value)) : Number(value ?? 0)

const truth = (value: Value): boolean => value !== null && value !== '' && value !== false && value !== 0

const LEVELS = [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%']]

const OPERATORS: Readonly<Record<string, (left: Value, right: Value) => Value>> = {
  '||': (left, right) => truth(left) || truth(right),
  '&&': (left, right) => truth(left) && truth(right),
  '==': (left, right) => text(left) === text(right),
  '!=': (left, right) => text(left) !== text(right),
  '<': (left, right) => figure(left) < figure(right),
  '>': (left, right) => figure(left) > figure(right),
  '<=': (left, right) => figure(left) <= figure(right),
  '>=': (left, right) => figure(left) >= figure(right),
  '+': (left, right) =>
    typeof left === 'string' || typeof right === 'string' ? text(left) + text(right) : figure(left) + figure(right),
  '-': (left, right) => figure(left) - figure(right),
  '*': (left, right) => figure(left) * figure(right),
  '/': (left, right) => figure(left) / figure(right),
  '%': (left, right) => figure(left) % figure(right),
}

const instant = (now: number): Value => ({
  date: { start: new Date(now - (now % 60_000)).toISOString().replace('Z', '+00:00'), end: null, time_zone: null },
})

const call = (name: string, args: ReadonlyArray<Value>, now: number, read: ReadProperty): Value => {
  const [first = null, second = null, third = null] = args
  switch (name) {
    case 'prop': {
      const property = read(text(first))
      if (property === undefined) throw BEYOND
      return operand(property)
    }
    case 'now':
      return instant(now)
    case 'today':
      return { date: { start: new Date(now).toISOString().slice(0, 10), end: null, time_zone: null } }
    case 'if':
      return truth(first) ? second : third
    case 'concat':
      return args.map(text).join('')
    case 'length':
      return text(first).length
    case 'lower':
      return text(first).toLowerCase()
    case 'upper':
      return text(first).toUpperCase()
    case 'empty':
      return !truth(first)
    case 'not':
      return !truth(first)
    case 'abs':
      return Math.abs(figure(first))
    case 'round':
      return Math.round(figure(first))
    case 'floor':
      return Math.floor(figure(first))
    case 'ceil':
      return Math.ceil(figure(first))
    case 'toNumber':
      return figure(first)
    case 'format':
      return text(first)
    case 'contains':
      return text(first).includes(text(second))
    default:
      throw BEYOND
  }
}

const evaluate = (expression: string, now: number, read: ReadProperty): Value => {
  const all = tokens(expression)
  let at = 0
  const take = (): string => {
    const token = all[at]
    if (token === undefined) throw BEYOND
    at += 1
    return token
  }
  const expect = (token: string): void => {
    if (take() !== token) throw BEYOND
  }
  const ternary = (): Value => {
    const condition = binary(0)
    if (all[at] !== '?') return condition
    at += 1
    const yes = ternary()
    expect(':')
    const no = ternary()
    return truth(condition) ? yes : no
  }
  const binary = (level: number): Value => {
    const operators = LEVELS[level]
    if (operators === undefined) return unary()
    let left = binary(level + 1)
    while (operators.includes(all[at] ?? '')) {
      const operator = OPERATORS[take()]
      if (operator === undefined) throw BEYOND
      left = operator(left, binary(level + 1))
    }
    return left
  }
  const unary = (): Value => {
    const token = take()
    if (token === '-') return -figure(unary())
    if (token === '!' || token === 'not') return !truth(unary())
    if (token === '(') {
      const inner = ternary()
      expect(')')
      return inner
    }
    if (token.startsWith('"')) return token.slice(1, -1).replaceAll(/\\(.)/g, '$1')
    if (/^\d/.test(token)) return Number(token)
    if (token === 'true' || token === 'false') return token === 'true'
    if (all[at] !== '(') throw BEYOND
    at += 1
    const args: Array<Value> = []
    while (all[at] !== ')') {
      args.push(ternary())
      if (all[at] === ',') at += 1
      else if (all[at] !== ')') throw BEYOND
    }
    at += 1
    return call(token, args, now, read)
  }
  const value = ternary()
  if (at !== all.length) throw BEYOND
  return value
}

const answered = (value: Value): JsonObject => {
  if (typeof value === 'number') return { type: 'number', number: Number.isFinite(value) ? value : null }
  if (typeof value === 'boolean') return { type: 'boolean', boolean: value }
  if (typeof value === 'string') return { type: 'string', string: value }
  return value === null ? { type: 'string', string: null } : { type: 'date', date: value.date }
}

/** The value of a formula. An expression beyond this evaluator comes to an empty string value. */
export const formulaValue = (property: Property, now: number, read: ReadProperty): JsonObject => {
  try {
    return answered(evaluate(asString(property.config.expression), now, read))
  } catch (reason) {
    if (reason === BEYOND || reason instanceof RangeError) return { type: 'string', string: null }
    throw reason
  }
}
