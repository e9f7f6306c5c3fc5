/** Parses formulas. Operators become calls of the functions with the same meaning, as Notion's formulas have both. */
import type { Expression, Formulas } from '../state/formulas.js'
import { type Cursor, readThrough, UNSUPPORTED } from './tokens.js'

/** From the lowest to the highest precedence; each operator is a function. */
export const LEVELS: ReadonlyArray<ReadonlyMap<string, string>> = [
  { '||': 'or', or: 'or' },
  { '&&': 'and', and: 'and' },
  { '==': 'equal', '!=': 'unequal' },
  { '<': 'smaller', '>': 'larger', '<=': 'smallerEq', '>=': 'largerEq' },
  { '+': 'add', '-': 'subtract' },
  { '*': 'multiply', '/': 'divide', '%': 'mod' },
].map((signs) => new Map(Object.entries(signs)))

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t' }

const textIn = (token: string): string =>
  token.slice(1, -1).replaceAll(/\\(.)/g, (_, sign: string) => ESCAPES[sign] ?? sign)

const read = ({ peek, take, expect, nest, listUntil }: Cursor): Expression => {
  const call = (name: string, ...args: ReadonlyArray<Expression>): Expression => ({ kind: 'call', name, args })
  const expression = (): Expression => {
    const condition = nest(() => binary(0))
    if (peek() !== '?') return condition
    take()
    const yes = expression()
    expect(':')
    return call('if', condition, yes, expression())
  }
  const binary = (level: number): Expression => {
    const operators = LEVELS[level]
    if (operators === undefined) return unary()
    let left = binary(level + 1)
    for (let name = operators.get(peek()); name !== undefined; name = operators.get(peek())) {
      take()
      left = call(name, left, binary(level + 1))
    }
    return left
  }
  const unary = (): Expression => {
    if (peek() === '-' || peek() === '!' || (peek() === 'not' && peek(1) !== '(')) {
      const sign = take()
      return call(sign === '-' ? 'unaryMinus' : 'not', unary())
    }
    const base = postfix()
    if (peek() !== '^') return base
    take()
    return call('pow', base, unary())
  }
  const postfix = (): Expression => {
    let base = primary()
    while (peek() === '.') {
      take()
      const name = take()
      expect('(')
      base = call(name, base, ...listUntil(')', expression))
    }
    return base
  }
  const primary = (): Expression => {
    const token = take()
    if (token === '(') {
      const inner = expression()
      expect(')')
      return inner
    }
    if (token === '[') return { kind: 'list', items: listUntil(']', expression) }
    if (token.startsWith('"')) return { kind: 'literal', value: textIn(token) }
    if (/^[\d.]/.test(token)) return { kind: 'literal', value: Number(token) }
    if (token === 'true' || token === 'false') return { kind: 'literal', value: token === 'true' }
    if (!/^[A-Za-z_]/.test(token)) throw UNSUPPORTED
    if (peek() !== '(') return { kind: 'name', name: token }
    take()
    return call(token, ...listUntil(')', expression))
  }
  return expression()
}

/** Parses a formula. Throws `UNSUPPORTED` when it cannot be parsed. */
export const parseFormula = (expression: string): Expression => readThrough(expression, read)

/** The number of stored formulas, more than most workspaces have. Beyond it, all are dropped. */
const MAX_PARSED = 1000

const parseOrUndefined = (expression: string): Expression | undefined => {
  try {
    return parseFormula(expression)
  } catch (reason) {
    if (reason === UNSUPPORTED || reason instanceof RangeError) return undefined
    throw reason
  }
}

/** Parses a formula once, however many rows it is evaluated for; undefined when it cannot be parsed. */
export const parsedOnce = (formulas: Formulas, expression: string): Expression | undefined => {
  if (formulas.has(expression)) return formulas.get(expression)
  if (formulas.size >= MAX_PARSED) formulas.clear()
  const parsed = parseOrUndefined(expression)
  formulas.set(expression, parsed)
  return parsed
}
