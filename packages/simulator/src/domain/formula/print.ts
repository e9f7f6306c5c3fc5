/**
 * Prints formulas as the API returns them: with spaces, and with parentheses around every operation inside another one.
 */
import { LEVELS, parseFormula } from './parse.js'
import { type Cursor, readThrough, UNSUPPORTED } from './tokens.js'

interface Printed {
  readonly text: string
  /** Whether it is an operation, which needs parentheses inside another one. */
  readonly operation: boolean
}

const simple = (text: string): Printed => ({ text, operation: false })

const within = ({ text, operation }: Printed): string => (operation ? `(${text})` : text)

const read = ({ peek, take, expect, nest, listUntil }: Cursor): string => {
  const operation = (level: number): Printed => {
    const operators = LEVELS[level]
    if (operators === undefined) return unary()
    let left = operation(level + 1)
    while (operators.has(peek())) {
      const sign = take()
      left = { text: `${within(left)} ${sign} ${within(operation(level + 1))}`, operation: true }
    }
    return left
  }
  const expression = (): Printed => nest(() => operation(0))
  const unary = (): Printed => {
    if (peek() !== '-') return postfix()
    take()
    return simple(`-${within(postfix())}`)
  }
  const list = (end: string): string => listUntil(end, () => expression().text).join(', ')
  const postfix = (): Printed => {
    let base = primary()
    while (peek() === '.') {
      take()
      const name = take()
      expect('(')
      base = simple(`${within(base)}.${name}(${list(')')})`)
    }
    return base
  }
  const primary = (): Printed => {
    const token = take()
    if (token === '(') {
      const inner = expression()
      expect(')')
      return inner
    }
    if (token === '[') return simple(`[${list(']')}]`)
    if (/^["\d.]/.test(token)) return simple(token)
    if (!/^[A-Za-z_]/.test(token) || token === 'not') throw UNSUPPORTED
    if (peek() !== '(') return simple(token)
    take()
    return simple(`${token}(${list(')')})`)
  }
  return expression().text
}

/** An expression in the API's format: with spaces, and with parentheses only around an operation inside another one. */
export const printFormula = (expression: string): string => {
  if (expression.includes('/*')) return expression
  try {
    const text = readThrough(expression, read)
    // A long chain of operations gets more parentheses than can be parsed again.
    parseFormula(text)
    return text
  } catch (reason) {
    if (reason === UNSUPPORTED) return expression
    throw reason
  }
}
