/**
 * One line of the Markdown of the API as tokens, in time proportional to its length.
 *
 * @internal
 */
import type { Attributes, Token as TagToken } from '../html/htmlTokens.js'

/** A piece of a line. */
export type LineToken =
  | { readonly type: 'text' | 'code' | 'math'; readonly value: string }
  | { readonly type: 'stars'; readonly count: number; readonly isFree: boolean }
  | { readonly type: 'tildes' }
  | { readonly type: 'tag'; readonly tag: TagToken }
  | { readonly type: 'open'; readonly isImage: boolean }
  | { readonly type: 'close'; readonly url: string }

/** The attributes of a tag or of braces. The API writes only quotes in them as entities. */
export const attributesIn = (text: string): Attributes =>
  new Map(
    [...text.matchAll(/([a-z][\w-]*)(?:="([^"]*)")?/gi)].map(([, name = '', value = '']) => [
      name.toLowerCase(),
      value.replaceAll('&quot;', '"'),
    ]),
  )

/** A match of a pattern that begins exactly at an index. */
const matchAt = (pattern: RegExp, text: string, at: number): RegExpExecArray | null => {
  const sticky = new RegExp(pattern, 'iy')
  sticky.lastIndex = at
  return sticky.exec(text)
}

const TAG = /<(\/?)([a-z][\w-]*)((?:[ \t]+[a-z][\w-]*(?:="[^"]*")?)*)[ \t]*(\/?)>/

const VOID = /^(br|hr|img|wbr|col|empty-block|table_of_contents)$/

/** The tag that begins at an index; `undefined` if there is none. */
export const tagAt = (text: string, at: number): TagToken | undefined => {
  const [raw, slash, name = '', attributes = '', end] = matchAt(TAG, text, at) ?? []
  if (raw === undefined) return undefined
  const tag = name.toLowerCase()
  if (slash === '/') return { type: 'close', tag, raw, at }
  return { type: 'open', tag, attributes: attributesIn(attributes), isVoid: end === '/' || VOID.test(tag), raw, at }
}

/** Code that begins at an index: its text, and where it ends. */
const codeAt = (text: string, at: number): { readonly value: string; readonly end: number } | undefined => {
  const ticks = matchAt(/`+/, text, at)?.[0] ?? ''
  const from = at + ticks.length
  for (let end = text.indexOf(ticks, from); end > from; end = text.indexOf(ticks, end)) {
    const length = matchAt(/`+/, text, end)?.[0].length ?? 0
    if (length === ticks.length) return { value: text.slice(from, end), end: end + length }
    end += length
  }
  return undefined
}

const MATH = /\$`([^`]+)`\$|\$\$((?:[^$]|\$(?!\$))+)\$\$/
const DOLLARS = /\$(?=\S)([^$]*[^$\s])\$(?!\d)/

const ESCAPED = /[!-/:-@[-`{-~]/

/** Finds the token that begins at an index; `undefined` if it is text. */
type Find = (text: string, at: number) => { readonly token: LineToken; readonly length: number } | undefined

const comment: Find = (text, at) => {
  const end = text.indexOf('-->', at + 4)
  const raw = text.slice(at, end + 3)
  return end < 0 ? undefined : { token: { type: 'tag', tag: { type: 'comment', raw, at } }, length: raw.length }
}

const tag =
  (lastComment: number): Find =>
  (text, at) => {
    const found = tagAt(text, at)
    if (found) return { token: { type: 'tag', tag: found }, length: found.raw.length }
    return at < lastComment && text.startsWith('<!--', at) ? comment(text, at) : undefined
  }

const code: Find = (text, at) => {
  const found = codeAt(text, at)
  return found && { token: { type: 'code', value: found.value }, length: found.end - at }
}

const math =
  (hasDollars: boolean): Find =>
  (text, at) => {
    const [raw, ticked, twice] = matchAt(MATH, text, at) ?? []
    const [single, once] = raw === undefined && hasDollars ? (matchAt(DOLLARS, text, at) ?? []) : []
    const length = (raw ?? single)?.length
    return length === undefined ? undefined : { token: { type: 'math', value: ticked ?? twice ?? once ?? '' }, length }
  }

const stars: Find = (text, at) => {
  const count = matchAt(/\*+/, text, at)?.[0].length ?? 1
  const isSpace = (sign: string): boolean => sign === '' || /\s/.test(sign)
  const isFree = isSpace(text.charAt(at - 1)) && isSpace(text.charAt(at + count))
  return { token: { type: 'stars', count, isFree }, length: count }
}

const tildes: Find = (text, at) => (text.startsWith('~~', at) ? { token: { type: 'tildes' }, length: 2 } : undefined)

const escaped: Find = (text, at) => {
  const sign = text.charAt(at + 1)
  return ESCAPED.test(sign) ? { token: { type: 'text', value: sign }, length: 2 } : undefined
}

const close: Find = (text, at) => {
  const [raw, url = ''] = matchAt(/\]\(((?:[^()\s]|\([^()\s]*\))*)\)/, text, at) ?? []
  return raw === undefined ? undefined : { token: { type: 'close', url }, length: raw.length }
}

const open =
  (isImage: boolean): Find =>
  (text, at) =>
    isImage && text.charAt(at + 1) !== '[' ? undefined : { token: { type: 'open', isImage }, length: isImage ? 2 : 1 }

/** Facts about the whole line, so that no token searches it again. */
interface Whole {
  readonly hasDollars: boolean
  /** The end of the last comment; -1 if there is none. */
  readonly lastComment: number
}

const findOf = (sign: string, { hasDollars, lastComment }: Whole): Find => {
  switch (sign) {
    case '\\':
      return escaped
    case '`':
      return code
    case '$':
      return math(hasDollars)
    case '*':
      return stars
    case '~':
      return tildes
    case '<':
      return tag(lastComment)
    case ']':
      return close
    default:
      return open(sign === '!')
  }
}

/** The tokens of a line. `hasDollars` is whether `$x$` is an equation, beside `$` with backticks. */
export const lineTokens = (text: string, hasDollars: boolean): ReadonlyArray<LineToken> => {
  const tokens: Array<LineToken> = []
  const signs = /[\\`$*~<\]![]/g
  const whole = { hasDollars, lastComment: text.lastIndexOf('-->') }
  let from = 0
  for (let match = signs.exec(text); match; match = signs.exec(text)) {
    const [sign] = match
    const at = match.index
    const found = findOf(sign, whole)(text, at)
    if (!found) {
      // Backticks without an end are all text, so they are skipped at once.
      if (sign === '`') signs.lastIndex = at + (matchAt(/`+/, text, at)?.[0].length ?? 1)
      continue
    }
    if (at > from) tokens.push({ type: 'text', value: text.slice(from, at) })
    tokens.push(found.token)
    from = at + found.length
    signs.lastIndex = from
  }
  if (from < text.length) tokens.push({ type: 'text', value: text.slice(from) })
  return tokens
}

/** The index of the `[` of each link or picture, by the index of its `](…)`. */
export const linksOf = (tokens: ReadonlyArray<LineToken>): ReadonlyMap<number, number> => {
  const links = new Map<number, number>()
  const open: Array<number> = []
  tokens.forEach((token, at) => {
    if (token.type === 'open') open.push(at)
    const from = token.type === 'close' ? open.pop() : undefined
    if (from !== undefined) links.set(at, from)
  })
  return links
}
