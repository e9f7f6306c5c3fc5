/**
 * Rich text as a tree of marks: each stretch of runs with a mark in common is in one mark.
 *
 * @internal
 */
import type { JsonObject } from './json.js'
import { list, record, text } from './json.js'

/** A style, a link or a color. */
export type Mark = 'bold' | 'italic' | 'strikethrough' | 'underline' | `color:${string}` | `link:${string}`

/** A piece of rich text of one style. */
export interface Leaf {
  readonly kind: 'text' | 'code' | 'math' | 'mention'
  readonly value: string
  /** From the outermost to the innermost. */
  readonly marks: ReadonlyArray<Mark>
  /** The mention, if it is one. */
  readonly mention?: JsonObject
}

/** A piece of rich text, or a mark around pieces. */
export type Inline = Leaf | { readonly kind: 'mark'; readonly mark: Mark; readonly children: ReadonlyArray<Inline> }

const STYLES = ['underline', 'strikethrough', 'bold', 'italic'] as const

const marksOf = (run: JsonObject): ReadonlyArray<Mark> => {
  const annotations = record(run.annotations)
  const color = text(annotations.color)
  const url = text(record(record(run.text).link).url)
  return [
    ...(url !== '' ? [`link:${url}` as const] : []),
    ...(color !== '' && color !== 'default' ? [`color:${color}` as const] : []),
    ...STYLES.filter((style) => annotations[style] === true),
  ]
}

const leafOf = (given: unknown): Leaf => {
  const run = record(given)
  const marks = marksOf(run)
  const plain = text(run.plain_text)
  if (run.type === 'equation' || run.equation) {
    return { kind: 'math', value: text(record(run.equation).expression) || plain, marks }
  }
  if (run.type === 'mention' || run.mention)
    return { kind: 'mention', value: plain, marks, mention: record(run.mention) }
  const value = text(record(run.text).content) || plain
  return { kind: record(run.annotations).code === true ? 'code' : 'text', value, marks }
}

const sameMarks = (one: Leaf, other: Leaf): boolean => one.marks.join('\n') === other.marks.join('\n')

/** The pieces without empty ones; adjacent pieces with the same style are joined. */
export const joined = (leaves: ReadonlyArray<Leaf>): ReadonlyArray<Leaf> => {
  const out: Array<Leaf> = []
  for (const leaf of leaves) {
    const last = out.at(-1)
    if (leaf.value === '' && leaf.kind !== 'mention') continue
    if (last && (leaf.kind === 'text' || leaf.kind === 'code') && last.kind === leaf.kind && sameMarks(last, leaf)) {
      out[out.length - 1] = { ...last, value: last.value + leaf.value }
    } else out.push(leaf)
  }
  return out
}

/** The pieces of rich text; adjacent pieces with the same style are joined. */
export const leavesOf = (rich: unknown): ReadonlyArray<Leaf> => joined(list(rich).map(leafOf))

/** The plain text of rich text. */
export const plainOf = (rich: unknown): string =>
  leavesOf(rich)
    .map(({ value }) => value)
    .join('')

const without = (leaf: Leaf, mark: Mark): Leaf => ({ ...leaf, marks: leaf.marks.filter((each) => each !== mark) })

/** Moves white space at the start and end of a mark out of it: `**a **` is not bold in Markdown. */
export const withBareEdges = (leaves: ReadonlyArray<Leaf>, mark: Mark): ReadonlyArray<Leaf> => {
  const has = (leaf: Leaf | undefined): boolean => leaf?.marks.includes(mark) === true
  const pass = (given: ReadonlyArray<Leaf>, edge: RegExp, isStart: boolean): ReadonlyArray<Leaf> => {
    const out: Array<Leaf> = []
    let isOpen = false
    for (const leaf of given) {
      if (!has(leaf)) isOpen = false
      else if (!isOpen && leaf.kind === 'text') {
        const space = edge.exec(leaf.value)?.[0].length ?? 0
        const at = isStart ? space : leaf.value.length - space
        const [head, tail] = [leaf.value.slice(0, at), leaf.value.slice(at)]
        const [bare, kept] = isStart ? [head, tail] : [tail, head]
        if (bare !== '') out.push({ ...without(leaf, mark), value: bare })
        if (kept === '') continue
        isOpen = true
        out.push({ ...leaf, value: kept })
        continue
      } else isOpen = true
      out.push(leaf)
    }
    return out
  }
  const trimmed = pass(leaves, /^\s+/, true)
  return [...pass([...trimmed].reverse(), /(?<!\s)\s+$/, false)].reverse()
}

/** The number of pieces from an index on that have a mark. */
const reach = (leaves: ReadonlyArray<Leaf>, from: number, to: number, mark: Mark): number => {
  let end = from
  while (end < to && leaves[end]?.marks.includes(mark)) end++
  return end
}

/** The tree of marks, in which the mark with the most pieces is outermost. Time is proportional to the number of pieces. */
export const inlineTree = (
  leaves: ReadonlyArray<Leaf>,
  from = 0,
  to: number = leaves.length,
  open: ReadonlyArray<Mark> = [],
): ReadonlyArray<Inline> => {
  const out: Array<Inline> = []
  let at = from
  while (at < to) {
    const leaf = leaves[at]
    if (!leaf) break
    let [furthest, mark]: [number, Mark | undefined] = [at, undefined]
    for (const each of leaf.marks) {
      const end = open.includes(each) ? at : reach(leaves, at, to, each)
      // Of marks that end at the same piece, the first is outermost. A link is always the first.
      if (end > furthest) [furthest, mark] = [end, each]
    }
    if (mark === undefined) {
      out.push(leaf)
      at++
    } else {
      out.push({ kind: 'mark', mark, children: inlineTree(leaves, at, furthest, [...open, mark]) })
      at = furthest
    }
  }
  return out
}
