/** A formula, taken apart. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: ReadonlyArray<Expression> }
  | { readonly kind: 'call'; readonly name: string; readonly args: ReadonlyArray<Expression> }

/** Thrown for what is no formula, or one that is not understood; `formulaValue` catches it. */
export const BEYOND = Symbol('beyond')

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?|\.\d+)|"((?:[^"\\]|\\.)*)"|(==|!=|>=|<=|&&|\|\||[-+*/%^()<>,!?:.[\]])|([A-Za-z_][A-Za-z0-9_]*))/y

/** A text, or a comment: what looks like one in a text is none. */
const TEXT_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\/\*.*?\*\//gs

const withoutComments = (expression: string): string =>
  expression.replaceAll(TEXT_OR_COMMENT, (found) => (found.startsWith('"') ? found : ' '))

/** The words, signs and texts of a formula, without its comments. Throws `BEYOND` at anything else. */
export const tokensOf = (expression: string): ReadonlyArray<string> => {
  const text = withoutComments(expression)
  const found: Array<string> = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text)
    if (match === null) throw BEYOND
    found.push(match[0].trim())
  }
  return found
}

/** From the loosest to the tightest; each operator is a function by its sign. */
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

/** Deeper nesting than any formula of a person has. */
export const MAX_DEPTH = 200

/** Takes a formula apart. Throws `BEYOND` when it is none. */
export const parseFormula = (expression: string): Expression => {
  const tokens = tokensOf(expression)
  let at = 0
  let depth = 0
  const peek = (): string => tokens[at] ?? ''
  const take = (): string => {
    const token = tokens[at]
    if (token === undefined) throw BEYOND
    at += 1
    return token
  }
  const expect = (token: string): void => {
    if (take() !== token) throw BEYOND
  }
  const call = (name: string, ...args: ReadonlyArray<Expression>): Expression => ({ kind: 'call', name, args })
  const whole = (): Expression => {
    depth += 1
    if (depth > MAX_DEPTH) throw BEYOND
    const condition = binary(0)
    depth -= 1
    if (peek() !== '?') return condition
    at += 1
    const yes = whole()
    expect(':')
    return call('if', condition, yes, whole())
  }
  const binary = (level: number): Expression => {
    const operators = LEVELS[level]
    if (operators === undefined) return unary()
    let left = binary(level + 1)
    for (let name = operators.get(peek()); name !== undefined; name = operators.get(peek())) {
      at += 1
      left = call(name, left, binary(level + 1))
    }
    return left
  }
  const unary = (): Expression => {
    if (peek() === '-' || peek() === '!' || (peek() === 'not' && tokens[at + 1] !== '(')) {
      const sign = take()
      return call(sign === '-' ? 'unaryMinus' : 'not', unary())
    }
    const base = postfix()
    if (peek() !== '^') return base
    at += 1
    return call('pow', base, unary())
  }
  const listUntil = (end: string): ReadonlyArray<Expression> => {
    const items: Array<Expression> = []
    while (peek() !== end) {
      items.push(whole())
      if (peek() === ',') at += 1
      else if (peek() !== end) throw BEYOND
    }
    at += 1
    return items
  }
  const postfix = (): Expression => {
    let base = primary()
    while (peek() === '.') {
      at += 1
      const name = take()
      if (peek() !== '(') throw BEYOND
      at += 1
      base = call(name, base, ...listUntil(')'))
    }
    return base
  }
  const primary = (): Expression => {
    const token = take()
    if (token === '(') {
      const inner = whole()
      expect(')')
      return inner
    }
    if (token === '[') return { kind: 'list', items: listUntil(']') }
    if (token.startsWith('"')) return { kind: 'literal', value: textIn(token) }
    if (/^[\d.]/.test(token)) return { kind: 'literal', value: Number(token) }
    if (token === 'true' || token === 'false') return { kind: 'literal', value: token === 'true' }
    if (!/^[A-Za-z_]/.test(token)) throw BEYOND
    if (peek() !== '(') return { kind: 'name', name: token }
    at += 1
    return call(token, ...listUntil(')'))
  }
  const parsed = whole()
  if (at !== tokens.length) throw BEYOND
  return parsed
}
