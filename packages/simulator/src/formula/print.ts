import { BEYOND, LEVELS, MAX_DEPTH, parseFormula, tokensOf } from './parse.js'

interface Printed {
  readonly text: string
  /** Whether it is an operation, which stands in brackets within another one. */
  readonly operation: boolean
}

const simple = (text: string): Printed => ({ text, operation: false })

const within = ({ text, operation }: Printed): string => (operation ? `(${text})` : text)

const printed = (tokens: ReadonlyArray<string>): string => {
  let at = 0
  let depth = 0
  const peek = (): string => tokens[at] ?? ''
  const take = (): string => {
    const token = tokens[at]
    if (token === undefined) throw BEYOND
    at += 1
    return token
  }
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
  const whole = (): Printed => {
    depth += 1
    if (depth > MAX_DEPTH) throw BEYOND
    const found = operation(0)
    depth -= 1
    return found
  }
  const unary = (): Printed => {
    if (peek() !== '-') return postfix()
    at += 1
    return simple(`-${within(postfix())}`)
  }
  const listUntil = (end: string): string => {
    const items: Array<string> = []
    while (peek() !== end) {
      items.push(whole().text)
      if (peek() === ',') at += 1
      else if (peek() !== end) throw BEYOND
    }
    at += 1
    return items.join(', ')
  }
  const postfix = (): Printed => {
    let base = primary()
    while (peek() === '.') {
      at += 1
      const name = take()
      if (take() !== '(') throw BEYOND
      base = simple(`${within(base)}.${name}(${listUntil(')')})`)
    }
    return base
  }
  const primary = (): Printed => {
    const token = take()
    if (token === '(') {
      const inner = whole()
      if (take() !== ')') throw BEYOND
      return inner
    }
    if (token === '[') return simple(`[${listUntil(']')}]`)
    if (/^["\d.]/.test(token)) return simple(token)
    if (!/^[A-Za-z_]/.test(token) || token === 'not') throw BEYOND
    if (peek() !== '(') return simple(token)
    at += 1
    return simple(`${token}(${listUntil(')')})`)
  }
  const { text } = whole()
  if (at !== tokens.length) throw BEYOND
  return text
}

/** An expression as the API writes it: with spaces, and with brackets just where one operation stands in another. */
export const printFormula = (expression: string): string => {
  if (expression.includes('/*')) return expression
  try {
    const text = printed(tokensOf(expression))
    // Very many operations in a row get more brackets than can be taken apart again.
    parseFormula(text)
    return text
  } catch (reason) {
    if (reason === BEYOND) return expression
    throw reason
  }
}
