/**
 * Escapes text so that Markdown shows it as it is.
 *
 * @internal
 */

/** What surrounds a text, and which signs have a meaning there. */
export interface EscapeContext {
  /** The character before the text; empty at the start. */
  readonly before: string
  /** The character after it; empty at the end. */
  readonly after: string
  /** Whether it is the text of a link. */
  readonly isLink: boolean
  /** Whether the block has several of the signs that work in pairs. */
  readonly hasDollars: boolean
  readonly hasTildes: boolean
  readonly hasHighlights: boolean
  readonly isObsidian: boolean
}

const SIGNS = /https?:\/\/|www\.|[\\`*_[\]<&~$=%#^!@]/gi

const SPACE = /\s/
const WORD = /[\p{L}\p{N}]/u

/** Whether a character is empty or white space, as at the ends of a line. */
export const isSpace = (char: string): boolean => char === '' || SPACE.test(char)

/** Whether a character is punctuation, or a symbol that only some parsers take for it. */
export const maybePunctuation = (char: string): boolean => /[\p{P}\p{S}]/u.test(char)

/** Whether every parser takes a character for punctuation. */
export const isPunctuation = (char: string): boolean => char.length === 1 && /[!-/:-@[-`{-~]|\p{P}/u.test(char)

/** The first character of a text, with both halves of a pair. */
export const firstChar = (text: string): string => {
  const point = text.codePointAt(0)
  return point === undefined ? '' : String.fromCodePoint(point)
}

/** The last character of a text, with both halves of a pair. */
export const lastChar = (text: string): string => {
  const pair = text.slice(-2)
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(pair) ? pair : text.slice(-1)
}

const ENTITY = /^&(#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i

const isEscaped = (sign: string, before: string, after: string, rest: string, context: EscapeContext): boolean => {
  switch (sign) {
    case '\\':
      return after === '' || after === '\n' || /[!-/:-@[-`{-~]/.test(after)
    case '*':
      return !(isSpace(before) && isSpace(after))
    case '_':
      return !(WORD.test(before) && WORD.test(after))
    case ']':
      return context.isLink
    case '<':
      return /[a-z/!?]/i.test(after)
    case '&':
      return ENTITY.test(rest)
    case '~':
      return context.hasTildes
    case '$':
      return context.hasDollars
    case '!':
      return rest.length === 1 && after === '['
    case '@':
      return !context.isLink && /[\w.+-]/.test(before) && /\w/.test(after)
    case '=':
      return context.hasHighlights || (context.isObsidian && (before === sign || after === sign))
    case '%':
      return context.isObsidian && (before === sign || after === sign)
    case '#':
    case '^':
      return context.isObsidian && isSpace(before) && !isSpace(after)
    default:
      return true
  }
}

/** A text in which no sign has a meaning. */
export const escapeText = (value: string, context: EscapeContext): string =>
  value.replace(SIGNS, (sign: string, offset: number) => {
    const before = offset > 0 ? value.charAt(offset - 1) : context.before
    const end = offset + sign.length
    const after = end < value.length ? value.charAt(end) : context.after
    // A bare address would become a link.
    if (/^h/i.test(sign)) return context.isLink ? sign : sign.replace(':', '\\:')
    if (/^w/i.test(sign)) return context.isLink || WORD.test(before) ? sign : sign.replace('.', '\\.')
    return isEscaped(sign, before, after, value.slice(offset, offset + 40), context) ? `\\${sign}` : sign
  })

/** A line that does not begin a block of another kind. */
export const escapeLineStart = (line: string): string =>
  /^[-:|=][-:|= \t]*$/.test(line)
    ? `\\${line}`
    : line.replace(
        /^(?:(\d{1,9})([.)])(?=\s|$)|(#{1,6}|[-+*])(?=\s|$)|(>))/,
        (_, digits?: string, dot?: string, sign?: string) =>
          digits === undefined ? `\\${sign ?? '>'}` : `${digits}\\${dot}`,
      )

/** The address of a link, in angle brackets where it needs them. */
export const destination = (url: string): string => {
  const line = url.replace(/[\n\r]/g, encodeURIComponent)
  const escaped = line.replace(/\\/g, '\\\\').replace(/&(?=#?\w+;)/g, '\\&')
  return /^[^\s<>()]+$/.test(line) ? escaped : `<${escaped.replace(/[<>]/g, '\\$&')}>`
}

/** A title of a link, in quotes. */
export const linkTitle = (title: string): string =>
  `"${title
    .replace(/["\\]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/\s+/g, ' ')}"`
