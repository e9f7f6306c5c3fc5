/** Splits formulas into tokens, which both the parser and the printer read. */

/** Thrown for invalid and unsupported formulas; `formulaValue` catches it. */
export const UNSUPPORTED = Symbol('unsupported')

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?|\.\d+)|"((?:[^"\\]|\\.)*)"|(==|!=|>=|<=|&&|\|\||[-+*/%^()<>,!?:.[\]])|([A-Za-z_][A-Za-z0-9_]*))/y

/** A string, or a comment: a string may contain what looks like a comment. */
const TEXT_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\/\*.*?\*\//gs

const withoutComments = (expression: string): string =>
  expression.replaceAll(TEXT_OR_COMMENT, (found) => (found.startsWith('"') ? found : ' '))

/** The tokens of a formula, without its comments. Throws `UNSUPPORTED` for invalid ones. */
const tokensOf = (expression: string): ReadonlyArray<string> => {
  const text = withoutComments(expression).trimEnd()
  const found: Array<string> = []
  TOKEN.lastIndex = 0
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text)
    if (match === null) throw UNSUPPORTED
    found.push(match[0].trim())
  }
  return found
}

/** The maximum depth of nesting. */
const MAX_DEPTH = 200

/** Reads the tokens of a formula one after the other. */
export interface Cursor {
  /** The next token, or one further on; empty at the end. */
  readonly peek: (beyond?: number) => string
  /** Consumes the next token. Throws `UNSUPPORTED` at the end. */
  readonly take: () => string
  /** Consumes the next token. Throws `UNSUPPORTED` when it is a different one. */
  readonly expect: (token: string) => void
  /** Reads a nested part. Throws `UNSUPPORTED` when the nesting is too deep. */
  readonly nest: <A>(read: () => A) => A
  /** Reads a comma-separated list up to an end token, and consumes it. */
  readonly listUntil: <A>(end: string, read: () => A) => ReadonlyArray<A>
}

/** Reads all tokens of a formula. Throws `UNSUPPORTED` when some are left. */
export const readThrough = <A>(expression: string, read: (cursor: Cursor) => A): A => {
  const tokens = tokensOf(expression)
  let at = 0
  let depth = 0
  const peek: Cursor['peek'] = (beyond = 0) => tokens[at + beyond] ?? ''
  const take: Cursor['take'] = () => {
    const token = tokens[at]
    if (token === undefined) throw UNSUPPORTED
    at += 1
    return token
  }
  const expect: Cursor['expect'] = (token) => {
    if (take() !== token) throw UNSUPPORTED
  }
  const nest: Cursor['nest'] = (inner) => {
    depth += 1
    if (depth > MAX_DEPTH) throw UNSUPPORTED
    const found = inner()
    depth -= 1
    return found
  }
  const listUntil = <A>(end: string, item: () => A): ReadonlyArray<A> => {
    const items: Array<A> = []
    while (peek() !== end) {
      items.push(item())
      if (peek() === ',') at += 1
      else if (peek() !== end) throw UNSUPPORTED
    }
    at += 1
    return items
  }
  const found = read({ peek, take, expect, nest, listUntil })
  if (at !== tokens.length) throw UNSUPPORTED
  return found
}
