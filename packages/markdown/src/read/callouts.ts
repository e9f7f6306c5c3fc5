/**
 * Callouts in quotes: GitHub's alerts and Obsidian's callouts.
 *
 * @internal
 */
import type { Blockquote, PhrasingContent } from 'mdast'
import { ALERTS, type AlertStyle, LEADING_EMOJI } from '../shared/alerts.js'
import { isRecord, record, text } from '../shared/json.js'
import { type Reading, sourceOf } from './reading.js'
import { joinRuns, type Run } from './runs.js'

const { NOTE, TIP, IMPORTANT, WARNING, CAUTION } = ALERTS

const gray = (icon: string): AlertStyle => ({ icon, color: 'gray_background' })

/** The other callouts of Obsidian. */
const others = (): Readonly<Record<string, AlertStyle>> => ({
  info: NOTE,
  todo: { ...NOTE, icon: '☑️' },
  abstract: { ...NOTE, icon: '📋' },
  summary: { ...NOTE, icon: '📋' },
  tldr: { ...NOTE, icon: '📋' },
  hint: TIP,
  success: { ...TIP, icon: '✅' },
  check: { ...TIP, icon: '✅' },
  done: { ...TIP, icon: '✅' },
  question: { ...WARNING, icon: '❓' },
  help: { ...WARNING, icon: '❓' },
  faq: { ...WARNING, icon: '❓' },
  attention: WARNING,
  failure: { ...CAUTION, icon: '❌' },
  fail: { ...CAUTION, icon: '❌' },
  missing: { ...CAUTION, icon: '❌' },
  danger: { ...CAUTION, icon: '⚡' },
  error: { ...CAUTION, icon: '⚡' },
  bug: { ...CAUTION, icon: '🐛' },
  example: { ...IMPORTANT, icon: '🧪' },
  quote: gray('💬'),
  cite: gray('💬'),
})

/** The start of a callout. */
export interface CalloutStart {
  readonly name: string
  /** Whether it can be folded. */
  readonly isFoldable: boolean
  /** The text after the marker on its line. */
  readonly title: ReadonlyArray<PhrasingContent>
  /** The rest of the first paragraph. */
  readonly rest: ReadonlyArray<PhrasingContent>
}

const MARKER = /^\[!([\w-]+)\]([+-]?)[ \t]*/

/** The nodes before and after the first line break. */
const atBreak = (
  nodes: ReadonlyArray<PhrasingContent>,
): readonly [ReadonlyArray<PhrasingContent>, ReadonlyArray<PhrasingContent>] => {
  const index = nodes.findIndex((node) => node.type === 'break' || (node.type === 'text' && node.value.includes('\n')))
  const node = nodes[index]
  if (!node) return [nodes, []]
  const [before, after] = [nodes.slice(0, index), nodes.slice(index + 1)]
  if (node.type !== 'text') return [before, after]
  const at = node.value.indexOf('\n')
  const part = (value: string): ReadonlyArray<PhrasingContent> => (value === '' ? [] : [{ type: 'text', value }])
  return [
    [...before, ...part(node.value.slice(0, at))],
    [...part(node.value.slice(at + 1)), ...after],
  ]
}

/** Returns the start of a callout; `undefined` if the quote is not a callout. */
export const calloutStart = ({ children }: Blockquote, reading: Reading): CalloutStart | undefined => {
  const [paragraph] = children
  const first = paragraph?.type === 'paragraph' ? paragraph.children[0] : undefined
  if (paragraph?.type !== 'paragraph' || first?.type !== 'text') return undefined
  const found = MARKER.exec(first.value)
  // An escaped marker is text.
  if (!found || sourceOf(first, reading).startsWith('\\')) return undefined
  const [marker, name = '', fold = ''] = found
  const value = first.value.slice(marker.length)
  const tail: ReadonlyArray<PhrasingContent> = value === '' ? [] : [{ type: 'text', value }]
  const [title, rest] = atBreak([...tail, ...paragraph.children.slice(1)])
  return { name: name.toLowerCase(), isFoldable: fold !== '' || name.toLowerCase() === 'toggle', title, rest }
}

/** The icon and color of a callout by its name; those of a note if it is not known. */
export const calloutStyle = (name: string): AlertStyle | undefined => {
  const upper = name.toUpperCase()
  const own: Readonly<Record<string, AlertStyle>> = ALERTS
  const table = Object.hasOwn(own, upper) ? own[upper] : undefined
  const more = others()
  return table ?? (Object.hasOwn(more, name) ? more[name] : undefined)
}

/** The emoji at the start of a text, and the text after it. */
export const leadingEmoji = (
  runs: ReadonlyArray<Run>,
): { readonly emoji?: string; readonly rest: ReadonlyArray<Run> } => {
  const [first, ...more] = runs
  if (!first || !isRecord(first.text) || isRecord(first.annotations) || isRecord(first.text.link)) return { rest: runs }
  const content = text(record(first.text).content)
  const [all, emoji] = LEADING_EMOJI.exec(content) ?? []
  // An emoji without a space after it is part of a word, unless it is the whole text.
  if (all === undefined || emoji === undefined || (all === emoji && more.length > 0)) return { rest: runs }
  const own = { ...first.text, content: content.slice(all.length) }
  return { emoji, rest: joinRuns([{ ...first, text: own }, ...more]) }
}
