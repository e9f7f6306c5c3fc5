/**
 * Parses formulas: to compare two of them, since Notion reformats them, and to find the type of the result.
 *
 * @internal
 */
import { tryTo } from '../../../core/internal/orUndefined.js'
import type { FormulaResults } from '../../../props/formula.js'

/** A part of a formula. */
type Term =
  | { readonly kind: 'number' | 'string' | 'name'; readonly text: string }
  | { readonly kind: 'property'; readonly text: string }
  | { readonly kind: 'list'; readonly terms: ReadonlyArray<Term> }
  | { readonly kind: 'call'; readonly text: string; readonly terms: ReadonlyArray<Term> }

/** The type of the result of a formula; `undefined` if it is unknown. */
export type ResultType = keyof FormulaResults | undefined

const TOKEN =
  /\s*(?:\/\*.*?\*\/\s*)*(\{\{[^{}]*\}\}|\d+(?:\.\d+)?|\.\d+|"(?:[^"\\]|\\.)*"|==|!=|>=|<=|&&|\|\||[-+*/%^()<>,!?:.[\]]|[\p{L}_][\p{L}\p{N}_]*)/suy

/** The operators of each level, from the loosest, and the functions that they stand for. */
const LEVELS: ReadonlyArray<{ readonly [sign: string]: string }> = [
  { '||': 'or', or: 'or' },
  { '&&': 'and', and: 'and' },
  { '==': 'equal', '!=': 'unequal' },
  { '<': 'smaller', '>': 'larger', '<=': 'smallerEq', '>=': 'largerEq' },
  { '+': 'add', '-': 'subtract' },
  { '*': 'multiply', '/': 'divide', '%': 'mod' },
]

const tokensOf = (expression: string): ReadonlyArray<string> => {
  const text = expression.trimEnd()
  const found: Array<string> = []
  let at = 0
  while (at < text.length) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(text)?.[1]
    if (token === undefined) throw new SyntaxError('not a formula')
    found.push(token)
    at = TOKEN.lastIndex
  }
  return found
}

const call = (text: string, ...terms: ReadonlyArray<Term>): Term => ({ kind: 'call', text, terms })

/** Parses a formula. Throws if it is not a formula, or nested too deeply. */
const read = (expression: string): Term => {
  const tokens = tokensOf(expression)
  let at = 0
  const peek = (): string => tokens[at] ?? ''
  const expect = (token: string): void => {
    if (tokens[at++] !== token) throw new SyntaxError(`not ${token}`)
  }
  const listUntil = (end: string): ReadonlyArray<Term> => {
    const terms: Array<Term> = []
    while (peek() !== end) {
      terms.push(whole())
      if (peek() !== end) expect(',')
    }
    expect(end)
    return terms
  }
  const whole = (): Term => {
    const condition = binary(0)
    if (peek() !== '?') return condition
    at++
    const yes = whole()
    expect(':')
    return call('if', condition, yes, whole())
  }
  const binary = (level: number): Term => {
    const operators = LEVELS[level]
    if (operators === undefined) return unary()
    let left = binary(level + 1)
    while (Object.hasOwn(operators, peek())) left = call(`${operators[`${tokens[at++]}`]}`, left, binary(level + 1))
    return left
  }
  const unary = (): Term => {
    const sign = peek()
    if (sign === '-' || sign === '!' || (sign === 'not' && tokens[at + 1] !== '(')) {
      at++
      return call(sign === '-' ? 'unaryMinus' : 'not', unary())
    }
    const base = postfix()
    if (peek() !== '^') return base
    at++
    return call('pow', base, unary())
  }
  const postfix = (): Term => {
    let base = primary()
    while (peek() === '.') {
      at++
      const name = `${tokens[at++]}`
      expect('(')
      base = call(name, base, ...listUntil(')'))
    }
    return base
  }
  const primary = (): Term => {
    const token = tokens[at++] ?? ''
    if (token === '(') {
      const inner = whole()
      expect(')')
      return inner
    }
    if (token === '[') return { kind: 'list', terms: listUntil(']') }
    if (token.startsWith('{{')) return { kind: 'property', text: token }
    if (/^[\d.]/.test(token)) return { kind: 'number', text: token }
    if (token.startsWith('"')) return { kind: 'string', text: token }
    if (!/^[\p{L}_]/u.test(token)) throw new SyntaxError(`not ${token}`)
    if (peek() !== '(') return { kind: 'name', text: token }
    at++
    return call(token, ...listUntil(')'))
  }
  const term = whole()
  if (at < tokens.length) throw new SyntaxError('not the end')
  return term
}

/** A form of an expression that is the same for equivalent expressions, whatever their formatting. */
export const comparableFormula = (expression: string): string =>
  tryTo(() => JSON.stringify(read(expression)), expression.replace(/\s+/g, ''))

const sameResult = (results: ReadonlyArray<ResultType>): ResultType =>
  results.every((result) => result === results[0]) ? results[0] : undefined

const wordsOf = (words: string): ReadonlySet<string> => new Set(words.split(' '))

const NUMBERS = wordsOf(
  'subtract multiply divide mod pow unaryMinus unaryPlus abs round floor ceil sqrt cbrt exp ln log10 log2 sign min max sum mean median pi e toNumber length dateBetween timestamp minute hour day date week month year findIndex count',
)
const STRINGS = wordsOf(
  'concat substring replace replaceAll repeat padStart padEnd join lower upper trim format formatDate formatNumber style unstyle link name email id',
)
const BOOLEANS = wordsOf(
  'or and not equal unequal smaller larger smallerEq largerEq empty contains startsWith endsWith test includes every some',
)
const DATES = wordsOf('now today dateAdd dateSubtract dateStart dateEnd dateRange parseDate fromTimestamp')

/** The common type of several branches, without those that are `null`. */
const branches = (terms: ReadonlyArray<Term>, of: (term: Term) => ResultType): ResultType => {
  const counted = terms.filter(({ kind, ...rest }) => !(kind === 'call' && 'text' in rest && rest.text === 'null'))
  return counted.length === 0 ? undefined : sameResult(counted.map(of))
}

const resultOf = (term: Term, ofProperty: (reference: string) => ResultType): ResultType => {
  const of = (one: Term): ResultType => resultOf(one, ofProperty)
  switch (term.kind) {
    case 'number':
    case 'string':
      return term.kind
    case 'property':
      return ofProperty(term.text)
    case 'list':
      return 'string'
    case 'name':
      return term.text === 'true' || term.text === 'false'
        ? 'boolean'
        : term.text === 'pi' || term.text === 'e'
          ? 'number'
          : undefined
    default: {
      const { text, terms } = term
      if (NUMBERS.has(text)) return 'number'
      if (STRINGS.has(text)) return 'string'
      if (BOOLEANS.has(text)) return 'boolean'
      if (DATES.has(text)) return 'date'
      if (text === 'if') return branches(terms.slice(1), of)
      if (text === 'ifs') {
        return branches(
          terms.filter((_, index) => index % 2 === 1 || index === terms.length - 1),
          of,
        )
      }
      if (text === 'add') {
        const results = terms.map(of)
        return results.includes('string') ? 'string' : sameResult(results) === 'number' ? 'number' : undefined
      }
      if (text === 'prop' && terms.length === 1 && terms[0]?.kind === 'string') return ofProperty(terms[0].text)
      return undefined
    }
  }
}

/**
 * The type of the result of a formula, as far as its functions and properties determine it.
 *
 * @param expression The expression.
 * @param ofProperty The type of a property, from a reference of Notion or from its name as a string literal.
 */
export const formulaResult = (expression: string, ofProperty: (reference: string) => ResultType): ResultType =>
  tryTo(() => resultOf(read(expression), ofProperty))
