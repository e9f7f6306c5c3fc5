/** Thrown for what is no formula, or one that is not understood; `formulaValue` catches it. */
export const UNSUPPORTED = Symbol('beyond')

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?|\.\d+)|"((?:[^"\\]|\\.)*)"|(==|!=|>=|<=|&&|\|\||[-+*/%^()<>,!?:.[\]])|([A-Za-z_][A-Za-z0-9_]*))/y

/** A text, or a comment: what looks like one in a text is none. */
const TEXT_OR_COMMENT = /"(?:[^"\\]|\\.)*"|\/\*.*?\*\//gs

const withoutComments = (expression: string): string =>
  expression.replaceAll(TEXT_OR_COMMENT, (found) => (found.startsWith('"') ? found : ' '))

/** The words, signs and texts of a formula, without its comments. Throws `BEYOND` at anything else. */
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

/** Deeper nesting than any formula of a person has. */
const MAX_DEPTH = 200

/** Goes along the tokens of a formula. */
export interface Cursor {
  /** The token that comes, or one some steps beyond; empty at the end. */
  readonly peek: (beyond?: number) => string
  /** Goes on behind the token that comes. Throws `BEYOND` at the end. */
  readonly take: () => string
  /** Goes on behind the token that comes. Throws `BEYOND` when it is another one. */
  readonly expect: (token: string) => void
  /** Reads what nests. Throws `BEYOND` when it does so too deep. */
  readonly nest: <A>(read: () => A) => A
  /** Reads what stands between commas until a sign, and goes on behind it. */
  readonly listUntil: <A>(end: string, read: () => A) => ReadonlyArray<A>
}

/** Reads a formula from its first token to its last. Throws `BEYOND` when there are more. */
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
