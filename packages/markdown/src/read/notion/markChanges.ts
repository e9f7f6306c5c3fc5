/**
 * Which asterisks of a line begin and end bold and italic text.
 *
 * The API encloses each run in its own asterisks, so the end of one run and the start of the next form one group: `*a*` and `**b**` become
 * `*a***b**`. CommonMark would read that differently. Here, what a group changes follows from its length, from the styles that are active
 * before it, and from the groups after it.
 *
 * @internal
 */
import type { LineToken } from './lineTokens.js'

/** The styles that a group of asterisks or tildes begins or ends, and the part of it that is text. */
export interface Change {
  readonly bold: boolean
  readonly italic: boolean
  readonly strikethrough: boolean
  readonly text: string
}

const NONE: Change = { bold: false, italic: false, strikethrough: false, text: '' }

/** Four asterisks either end bold and begin it again, or change bold between two italic texts: the later groups decide. */
const changeOfFour = (isBold: boolean, isItalic: boolean, isBoldLater: boolean): Change => {
  if (!isBold && !isItalic) return { ...NONE, text: '****' }
  return { ...NONE, bold: isItalic && !(isBold && isBoldLater) }
}

const starsChange = (count: number, isBold: boolean, isItalic: boolean, isBoldLater: boolean): Change => {
  if (count === 4) return changeOfFour(isBold, isItalic, isBoldLater)
  if (count > 6 || (count === 6 && !(isBold && isItalic))) return { ...NONE, text: '*'.repeat(count) }
  return { ...NONE, bold: count === 2 || count === 3, italic: count === 1 || count === 3 || count === 5 }
}

const togglesBold = (token: LineToken | undefined): boolean =>
  token?.type === 'stars' && !token.isFree && (token.count === 2 || token.count === 3)

/** For each token, whether an odd number of the groups after it change bold. */
const boldLater = (tokens: ReadonlyArray<LineToken>): ReadonlyArray<boolean> => {
  const later: Array<boolean> = Array.from({ length: tokens.length }, () => false)
  for (let at = tokens.length - 2; at >= 0; at--) later[at] = (later[at + 1] ?? false) !== togglesBold(tokens[at + 1])
  return later
}

const SIGNS = { bold: '**', italic: '*', strikethrough: '~~' } as const

const changeOf = (
  token: LineToken,
  state: Readonly<Record<keyof typeof SIGNS, boolean>>,
  isBoldLater: boolean,
): Change | undefined => {
  if (token.type === 'tildes') return { ...NONE, strikethrough: true }
  if (token.type !== 'stars') return undefined
  return token.isFree
    ? { ...NONE, text: '*'.repeat(token.count) }
    : starsChange(token.count, state.bold, state.italic, isBoldLater)
}

/** The change of each token; `undefined` for tokens that are neither asterisks nor tildes. A group without an end is text. */
export const changesOf = (tokens: ReadonlyArray<LineToken>): ReadonlyArray<Change | undefined> => {
  const later = boldLater(tokens)
  const state = { bold: false, italic: false, strikethrough: false }
  const last = { bold: -1, italic: -1, strikethrough: -1 }
  const names = ['bold', 'italic', 'strikethrough'] as const
  const changes = tokens.map((token, at) => {
    const change = changeOf(token, state, later[at] ?? false)
    for (const name of names) {
      if (!change?.[name]) continue
      state[name] = !state[name]
      last[name] = at
    }
    return change
  })
  for (const name of names) {
    const change = state[name] ? changes[last[name]] : undefined
    if (change) changes[last[name]] = { ...change, [name]: false, text: `${change.text}${SIGNS[name]}` }
  }
  return changes
}
