/**
 * Compares the blocks in the Markdown of a page with the blocks of the page.
 *
 * @internal
 */
import type { BlockNode } from 'notion-fp/blocks'
import { block } from '../read/blockRequests.js'
import { makeDefinitions } from '../read/makeDefinitions.js'
import { notionBlocks, type Refer } from '../read/notion/notionBlocks.js'
import type { Request } from '../read/reading.js'
import { contentOf, list, record, text } from '../shared/json.js'
import { leavesOf } from '../shared/leaves.js'
import { compactIdIn } from './referencesIn.js'

/** A block, by its type and its text. */
export interface Entry {
  readonly type: string
  /** Its text; empty if it has none. */
  readonly text: string
  /** Its id without dashes, if known. */
  readonly id?: string
}

/** A block that only one side has. */
export interface OneSided {
  /** The blocks of the page that the Markdown does not have. */
  readonly leftOut: ReadonlyArray<Entry>
  /** The blocks of the Markdown that the page does not have. */
  readonly added: ReadonlyArray<Entry>
}

/** The text without the parts that Markdown writes differently: titles of mentions, and the number of spaces. */
const wordsOf = (rich: unknown): string =>
  leavesOf(rich)
    .map(({ kind, value }) => (kind === 'mention' ? '' : value))
    .join('')
    .replace(/\s+/g, ' ')
    .trim()

const textOf = (type: string, content: Readonly<Record<string, unknown>>): string => {
  if (type === 'equation') return text(content.expression).replace(/\s+/g, ' ').trim()
  if (type === 'table_row')
    return list(content.cells)
      .map(wordsOf)
      .join(' | ')
      .replace(/(?: \| )+$/, '')
  return type === 'code' ? wordsOf(content.rich_text) : wordsOf(content.rich_text ?? content.caption)
}

/** A block that the Markdown names by its id. */
const REFERENCE = 'reference'

const refer: Refer = (_, attributes) => {
  const id = compactIdIn(attributes.get('url') ?? '')
  return id === undefined ? undefined : block(REFERENCE, { id })
}

/** Requests and the requests in them, in document order. Trees may be deeper than the stack. */
const flat = (requests: ReadonlyArray<Request>): ReadonlyArray<Request> => {
  const out: Array<Request> = []
  const waiting = [...requests].reverse()
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    out.push(next)
    const children = list(contentOf(next).children).map(record)
    for (let at = children.length - 1; at >= 0; at--) waiting.push(children[at] ?? {})
  }
  return out
}

/** The blocks in the Markdown of the API, in order. */
export const writtenIn = (markdown: string): ReadonlyArray<Entry> => {
  const reading = {
    options: { dialect: 'notion', links: (href: string) => href } as const,
    source: markdown,
    above: 0,
    depth: 0,
    lose: () => undefined,
    parse: () => ({ type: 'root' as const, children: [] }),
    definitions: makeDefinitions(),
    waiting: new Map(),
  }
  return flat(notionBlocks(markdown.split('\n'), reading, refer)).map((request) => {
    const type = text(request.type)
    const content = contentOf(request)
    return type === REFERENCE ? { type, text: '', id: text(content.id) } : { type, text: textOf(type, content) }
  })
}

const bare = (id: string): string => id.replaceAll('-', '')

/** The blocks of a page, in order. If the Markdown has only a tag for a block, its children are left out. */
export const blocksOf = (nodes: ReadonlyArray<BlockNode>, named: ReadonlySet<string>): ReadonlyArray<Entry> => {
  const out: Array<Entry> = []
  const waiting = [...nodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const content = contentOf(node.block)
    const original = text(record(content.synced_from).block_id)
    const type = original === '' ? node.block.type : REFERENCE
    const id = bare(original === '' ? node.block.id : original)
    // The sections of meetings have tags of their own; their blocks are compared.
    if (!/^(meeting_notes|transcription)$/.test(type)) out.push({ type, text: textOf(type, content), id })
    if (named.has(id) && original === '') continue
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at]
      if (child) waiting.push(child)
    }
  }
  return out
}

const sameAs =
  (named: ReadonlySet<string>) =>
  ({ type, text: words, id }: Entry): string =>
    id !== undefined && (type === REFERENCE || named.has(id)) ? `#${id}` : `${type} ${words}`

/** The first number in a sorted list that is not less than a minimum. */
const firstFrom = (sorted: ReadonlyArray<number>, min: number): number | undefined => {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < min) low = middle + 1
    else high = middle
  }
  return sorted[low]
}

/**
 * Compares in order, in time proportional to the number of blocks. Common blocks at the start and the end are skipped; in between, each
 * block is searched for after the previous one.
 */
export const compare = (blocks: ReadonlyArray<Entry>, written: ReadonlyArray<Entry>): OneSided => {
  const key = sameAs(new Set(written.flatMap(({ id }) => (id === undefined ? [] : [id]))))
  const [pageKeys, markdownKeys] = [blocks.map(key), written.map(key)]
  let start = 0
  while (start < pageKeys.length && start < markdownKeys.length && pageKeys[start] === markdownKeys[start]) start++
  let [end, markdownEnd] = [pageKeys.length, markdownKeys.length]
  while (end > start && markdownEnd > start && pageKeys[end - 1] === markdownKeys[markdownEnd - 1]) {
    end--
    markdownEnd--
  }
  const places = new Map<string, Array<number>>()
  for (let at = start; at < markdownEnd; at++) {
    const name = markdownKeys[at] ?? ''
    const known = places.get(name)
    if (known) known.push(at)
    else places.set(name, [at])
  }
  const found = new Set<number>()
  const leftOut: Array<Entry> = []
  let next = start
  for (let at = start; at < end; at++) {
    const place = firstFrom(places.get(pageKeys[at] ?? '') ?? [], next)
    const entry = blocks[at]
    if (place !== undefined) {
      found.add(place)
      next = place + 1
    } else if (entry) leftOut.push(entry)
  }
  return { leftOut, added: written.slice(start, markdownEnd).filter((_, at) => !found.has(start + at)) }
}
