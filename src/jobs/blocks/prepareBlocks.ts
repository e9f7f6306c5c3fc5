/**
 * Copies and checks blocks to write, to any depth, one at a time: long texts are split, and rich text with too many runs continues in
 * additional blocks.
 *
 * @internal
 */
import type { InvalidInput } from '../../core/call/issues.js'
import { idRule } from '../../core/input/idRule.js'
import { contentRule } from '../../core/input/limits.js'
import { plainData } from '../../core/input/plainData.js'
import { isRecord, type JsonObject } from '../../core/internal/json.js'
import { field, tryTo } from '../../core/internal/orUndefined.js'
import { splitText } from '../../props/splitText.js'
import { contentHash } from '../shared/contentHash.js'
import type { ContinuedBlock } from './appendPlan.js'
import { LEAST_CHILDREN, type RequestLimits } from './requestLimits.js'

/** A block to write, checked, without its children. */
export interface PreparedBlock {
  /** Its number in document order. */
  readonly number: number
  readonly place: Place
  readonly type: string
  /** The block as it is sent, without its children. */
  readonly request: JsonObject
  /** Its size as JSON, in bytes. */
  readonly bytes: number
  readonly children: Array<PreparedBlock>
}

/** A tree of blocks to write, checked. */
export interface PreparedTree {
  readonly children: ReadonlyArray<PreparedBlock>
  /** All blocks, in document order. */
  readonly blocks: ReadonlyArray<PreparedBlock>
  /** The number of the parent of each block, or -1. */
  readonly parents: ReadonlyArray<number>
  readonly continued: ReadonlyArray<ContinuedBlock>
  readonly continuations: ReadonlyArray<number>
  readonly hash: string
  readonly issues: ReadonlyArray<InvalidInput>
}

/** The place of a block in the input. Concatenated strings share their parts, so that the places of a deep tree take little memory. */
export interface Place {
  /** The field, such as `children[3].toggle.children[0]`. */
  readonly field: string
  /** The indices, such as `3.0`. */
  readonly path: string
}

/** A list of blocks that is being read. */
interface Level {
  readonly list: unknown
  /** Read once: the list may be a proxy. */
  readonly length: number
  readonly parent: PreparedBlock | undefined
  readonly place: Place | undefined
  /** The block in the input whose children these are. */
  readonly source: unknown
  next: number
}

/** The number of invalid fields after which the rest is not checked. */
const MAX_ISSUES = 100
/** The number of blocks after which reading stops, and the maximum number of runs of a block: a tree may be generated endlessly. */
const MAX_BLOCKS = 1_000_000
/** The maximum length of a text that is not split, in UTF-16 units. */
const MAX_TEXT = 2000

const TEXT = /^(paragraph|heading_[1-4]|(bulleted|numbered)_list_item|quote|to_do|toggle|template|callout|code)$/
const CHILDLESS =
  /^(embed|bookmark|image|video|pdf|file|audio|code|equation|divider|breadcrumb|table_of_contents|link_to_page|table_row)$/
const READ_ONLY = /^(child_page|child_database|link_preview|meeting_notes|transcription|unsupported)$/
/** The keys of a block that are not the name of its type. */
const NO_TYPE = /^(object|type|id|parent|(created|last_edited)_(time|by)|has_children|in_trash|archived)$/

/** The type of the children of a block, if it allows only one. */
const CHILD_TYPES: Readonly<Record<string, string>> = { column_list: 'column', table: 'table_row', tab: 'paragraph' }

/** The length of a list, or -1 for any other value, such as a proxy that is not a list. */
const lengthOf = (list: unknown): number => {
  const length = tryTo(() => Array.isArray(list) && list.length)
  return typeof length === 'number' && length >= 0 ? length : -1
}

/** Rich text with its long texts in pieces. */
const splitRuns = (runs: unknown): unknown =>
  Array.isArray(runs) && runs.length <= MAX_BLOCKS
    ? Array.from<unknown>(runs).flatMap((run) => {
        const content = field(field(run, 'text'), 'content')
        return isRecord(run) && isRecord(run.text) && typeof content === 'string' && content.length > MAX_TEXT
          ? splitText(content).map((piece) => ({ ...run, text: { ...Object(run.text), content: piece } }))
          : [run]
      })
    : runs

/** The bytes of a block as JSON. Ids without dashes are sent with them. */
const bytesOf = (json: string): number =>
  new TextEncoder().encode(json).length + 4 * (json.match(/"[\da-f]{32}"/gi)?.length ?? 0)

/** The name of the type of a block. */
const typeOf = (block: JsonObject): string | undefined =>
  typeof block.type === 'string' && isRecord(block[block.type])
    ? block.type
    : Object.keys(block).find((key) => !NO_TYPE.test(key) && isRecord(block[key]))

/** Reports an issue with a part of a block. Returns `true`: the block needs no further processing. */
type Report = (part: string, given: unknown, allowed: string) => true

/** Checks the place and the children of a block. */
const checkStructure = (
  type: string,
  parent: string | undefined,
  { children, rich_text, synced_from }: JsonObject,
  count: number,
  report: Report,
): void => {
  const only = CHILD_TYPES[parent ?? '']
  const home = type === 'column' ? 'column_list' : type === 'table_row' ? 'table' : parent
  const least = LEAST_CHILDREN[type] ?? 0
  const below = `.${type}.children`
  if (READ_ONLY.test(type)) report('', type, 'a type that the API can create')
  if (only !== undefined && only !== type) report('', type, `a ${only}`)
  if (parent !== undefined && parent !== home) report('', type, `inside a ${home}`)
  if (count > 0 && CHILDLESS.test(type)) report(below, children, 'left out: the type has no children')
  if (count > 0 && isRecord(synced_from)) {
    report(below, children, 'left out: a synced copy has the children of its original')
  }
  if (count < least) report(below, children, `${least} or more blocks`)
  if (type === 'column_list' && count > 100) report(below, children, 'at most 100 columns')
  if (!TEXT.test(type)) return
  if (!Array.isArray(rich_text)) report(`.${type}.rich_text`, rich_text, 'an array')
  else if (rich_text.length > MAX_BLOCKS) report(`.${type}.rich_text`, rich_text, `at most ${MAX_BLOCKS} elements`)
}

/** The blocks that a block is written as: one, or several if its rich text has too many runs or bytes. */
const piecesOf = (
  type: string,
  block: JsonObject,
  content: JsonObject,
  limits: RequestLimits,
  issues: Array<InvalidInput>,
): ReadonlyArray<{ readonly request: JsonObject; readonly json: string }> => {
  const { caption, cells, rich_text } = content
  const own = {
    ...content,
    ...(caption !== undefined && { caption: splitRuns(caption) }),
    ...(Array.isArray(cells) && {
      cells: cells.length <= MAX_BLOCKS ? Array.from<unknown>(cells).map(splitRuns) : cells,
    }),
  }
  // A block without rich text is not continued: its content, such as columns, belongs to one block.
  const split = TEXT.test(type) ? splitRuns(rich_text) : undefined
  const runs = Array.isArray(split) ? split : undefined
  const count = runs?.length ?? 0
  const pieces: Array<{ readonly request: JsonObject; readonly json: string }> = []
  /** Runs from one index on, up to another one. */
  const add = (from: number, to: number): void => {
    const isLast = to === count
    const isWhole = isLast && from === 0
    const { caption: _, ...uncaptioned } = own
    const part = { ...(isLast ? own : uncaptioned), ...(runs && { rich_text: runs.slice(from, to) }) }
    const found: Array<InvalidInput> = []
    const request = plainData({ ...block, [type]: part }, found, [idRule(), contentRule()])
    const json = found.length === 0 ? JSON.stringify(request) : ''
    const bytes = bytesOf(json)
    const isLarge = bytes > limits.bytes || found.some(({ field: name }) => name === 'body')
    if (isLarge && to - from > 1) {
      const half = (from + to) >> 1
      add(from, half)
      add(half, to)
      return
    }
    if (bytes > limits.bytes) found.push({ field: type, given: bytes, allowed: `at most ${limits.bytes} bytes` })
    for (const { field: name, ...issue } of found) {
      // A piece counts its runs from 0.
      const runAt = (_match: string, index: string): string => `rich_text[${Number(index) + from}]`
      issues.push({ ...issue, field: isWhole ? name : name.replace(/rich_text\[(\d+)]/, runAt) })
    }
    if (isRecord(request)) pieces.push({ request, json })
  }
  for (let from = 0; from === 0 || (from < count && issues.length < MAX_ISSUES); from += limits.elements)
    add(from, Math.min(from + limits.elements, count))
  return pieces
}

/** Copies and checks blocks, to any depth. It never throws, and always terminates. */
export const prepareBlocks = (given: unknown, limits: RequestLimits): PreparedTree => {
  const issues: Array<InvalidInput> = []
  const first: Array<PreparedBlock> = []
  const blocks: Array<PreparedBlock> = []
  const parents: Array<number> = []
  const continued: Array<ContinuedBlock> = []
  const continuations: Array<number> = []
  const hash = contentHash()
  const levels: Array<Level> = []
  /** The ancestors of the current block, to find a block inside itself. */
  const inside = new Set<unknown>()
  const enter = (level: Omit<Level, 'next'>): void => {
    levels.push({ ...level, next: 0 })
    inside.add(level.source)
  }

  const read = (source: unknown, place: Place, parent: PreparedBlock | undefined): true => {
    const report: Report = (part, given, allowed) => {
      issues.push({ field: `${place.field}${part}`, given, allowed })
      return true
    }
    const block = isRecord(source) ? { ...source } : {}
    const type = typeOf(block)
    if (type === undefined) return report('', source, 'a block, with its content under the name of its type')
    if (inside.has(source)) return report('', source, 'a block that does not contain itself')
    if (block.id !== undefined) report('.id', block.id, 'left out: toBlockRequest converts a block that was read')
    const { children = [], ...content } = Object(block[type])
    const length = lengthOf(children)
    if (length < 0) return report(`.${type}.children`, children, 'a list of blocks')
    checkStructure(type, parent?.type, { ...content, children }, length, report)
    const width = field(field(parent?.request, 'table'), 'table_width')
    if (typeof width === 'number' && Array.isArray(content.cells) && content.cells.length !== width) {
      report('.table_row.cells', content.cells, `${width} cells, the number of columns of the table`)
    }
    // Children that are appended later need a toggle heading.
    const isToggle = length > 0 && type.startsWith('heading_')
    const found: Array<InvalidInput> = []
    const pieces = piecesOf(type, block, isToggle ? { ...content, is_toggleable: true } : content, limits, found)
    for (const one of found) report(`.${one.field}`, one.given, one.allowed)
    if (blocks.length > MAX_BLOCKS) {
      levels.length = 0
      return report('', blocks.length, `at most ${MAX_BLOCKS} blocks in total`)
    }
    let last: PreparedBlock | undefined
    for (const { request, json } of pieces) {
      if (last) continuations.push(blocks.length)
      last = { number: blocks.length, place, type, request, bytes: bytesOf(json), children: [] }
      hash.add(`${parent?.number ?? -1}${json}`)
      blocks.push(last)
      parents.push(parent?.number ?? -1)
      const siblings = parent?.children ?? first
      siblings.push(last)
    }
    if (pieces.length > 1) continued.push({ path: place.path, type, blocks: pieces.length })
    if (last && length > 0) enter({ list: children, length, parent: last, place, source })
    return true
  }

  const length = lengthOf(given)
  if (length < 0) issues.push({ field: 'children', given, allowed: 'a list of blocks' })
  enter({ list: given, length, parent: undefined, place: undefined, source: given })
  for (let level = levels.at(-1); level && issues.length < MAX_ISSUES; level = levels.at(-1)) {
    const { list, length, parent, place: above, source } = level
    if (level.next < length) {
      const index = level.next++
      const place = {
        field: `${above ? `${above.field}.${parent?.type}.` : ''}children[${index}]`,
        path: `${above ? `${above.path}.` : ''}${index}`,
      }
      // Anything may throw: a getter, or a proxy.
      const isRead = tryTo(() => read(Reflect.get(Object(list), index), place, parent), false)
      if (!isRead) issues.push({ field: place.field, given: '(unreadable)', allowed: 'JSON-serializable data' })
    } else {
      levels.pop()
      inside.delete(source)
    }
  }
  return { children: first, blocks, parents, continued, continuations, hash: hash.value(), issues }
}
