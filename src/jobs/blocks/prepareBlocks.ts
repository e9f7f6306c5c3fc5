/**
 * Copies and checks blocks to write, to any depth, one at a time: long texts are split, and rich text with too many runs continues in
 * further blocks.
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
import type { RequestLimits } from './requestLimits.js'

/** A block to write, checked, without its children. */
export interface PreparedBlock {
  /** Its number in document order. */
  readonly number: number
  readonly place: Place
  readonly type: string
  /** The block as it is sent, without its children. */
  readonly request: JsonObject
  /** The bytes of it as JSON. */
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

/**
 * The place of a block in the input. Strings that are put together share their parts, so that the places of a deep tree stay small.
 */
export interface Place {
  /** The field, such as `children[3].toggle.children[0]`. */
  readonly field: string
  /** The indices, such as `3.0`. */
  readonly path: string
}

/** A list of blocks that is being read. */
interface Level {
  readonly list: ReadonlyArray<unknown>
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
/** The number of blocks after which reading stops: a tree may generate itself without end. */
const MAX_BLOCKS = 1_000_000
/** A list of rich text that is longer is no mistake of a few runs; it is not split. */
const MAX_RUNS = 100_000
/** The length of a text from which on it is split, in UTF-16 units. */
const MAX_TEXT = 2000

const TEXT = /^(paragraph|heading_[1-4]|(bulleted|numbered)_list_item|quote|to_do|toggle|template|callout|code)$/
const CHILDLESS =
  /^(embed|bookmark|image|video|pdf|file|audio|code|equation|divider|breadcrumb|table_of_contents|link_to_page|table_row)$/
const READ_ONLY = /^(child_page|child_database|link_preview|meeting_notes|transcription|unsupported)$/
/** The keys of a block that are not the name of its type. */
const NO_TYPE = /^(object|type|id|parent|(created|last_edited)_(time|by)|has_children|in_trash|archived)$/

/** The type of the children of a block, where it allows one only. */
const childTypeOf = (parent: string | undefined): string | undefined =>
  parent === 'column_list' ? 'column' : parent === 'table' ? 'table_row' : parent === 'tab' ? 'paragraph' : undefined

/** The type of the parent of a block, where it allows one only. */
const parentTypeOf = (type: string): string | undefined =>
  type === 'column' ? 'column_list' : type === 'table_row' ? 'table' : undefined

/** The least number of children. */
const leastOf = (type: string): number => (type === 'column_list' ? 2 : /^(column|table|tab)$/.test(type) ? 1 : 0)

/** Rich text with its long texts in pieces. */
const splitRuns = (runs: unknown): unknown =>
  Array.isArray(runs) && runs.length < MAX_RUNS
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

/** What is wrong with the place or the children of a block, by field. */
const structureIssues = (
  type: string,
  parent: string | undefined,
  children: ReadonlyArray<unknown>,
  content: JsonObject,
): ReadonlyArray<InvalidInput> => {
  const issues: Array<InvalidInput> = []
  const issue = (given: unknown, allowed: string, name = ''): void => {
    issues.push({ field: name, given, allowed })
  }
  const only = childTypeOf(parent)
  const home = parentTypeOf(type)
  const least = leastOf(type)
  if (READ_ONLY.test(type)) issue(type, 'a type that the API can create')
  if (only !== undefined && only !== type) issue(type, `a ${only}`)
  if (home !== undefined && parent !== undefined && parent !== home) issue(type, `in a ${home}`)
  if (children.length > 0 && CHILDLESS.test(type)) issue(children, 'left out: the type has no children', '.children')
  if (children.length > 0 && isRecord(content.synced_from)) {
    issue(children, 'left out: a synced copy has the children of its original', '.children')
  }
  if (children.length < least) issue(children, `${least} or more blocks`, '.children')
  if (type === 'column_list' && children.length > 100) issue(children, 'at most 100 columns', '.children')
  if (TEXT.test(type) && !Array.isArray(content.rich_text)) issue(content.rich_text, 'an array', '.rich_text')
  return issues
}

/** The pieces of a block: one, or several if its rich text has too many runs or bytes. */
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
    ...(Array.isArray(cells) && { cells: cells.length < MAX_RUNS ? Array.from<unknown>(cells).map(splitRuns) : cells }),
  }
  // What has no rich text of its own is not continued: its content, such as columns, belongs to one block.
  const runs = TEXT.test(type) ? splitRuns(rich_text) : undefined
  const pieces: Array<{ readonly request: JsonObject; readonly json: string }> = []
  /** Runs from one index on, up to another one. */
  const add = (from: number, to: number): void => {
    const isWhole = !Array.isArray(runs) || (from === 0 && to === runs.length)
    const isLast = !Array.isArray(runs) || to === runs.length
    const { caption: _, ...uncaptioned } = own
    const part = { ...(isLast ? own : uncaptioned), ...(Array.isArray(runs) && { rich_text: runs.slice(from, to) }) }
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
  const count = Array.isArray(runs) ? runs.length : 0
  for (let from = 0; from === 0 || from < count; from += limits.elements)
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
  /** The blocks above the current one, to find a block inside of itself. */
  const inside = new Set<unknown>()
  const levels: Array<Level> = []
  const enter = (list: unknown, parent: PreparedBlock | undefined, place: Place | undefined, source: unknown): void => {
    const items: ReadonlyArray<unknown> = Array.isArray(list) ? list : []
    const length = Number(field(items, 'length') ?? 1)
    levels.push({ list: items, length, parent, place, source, next: 0 })
    inside.add(source)
  }

  const read = ({ parent, place: above }: Level, source: unknown, index: number): void => {
    const place = {
      field: `${above ? `${above.field}.${parent?.type}.` : ''}children[${index}]`,
      path: `${above ? `${above.path}.` : ''}${index}`,
    }
    const issue = (one: InvalidInput): void => {
      issues.push({ ...one, field: `${place.field}${one.field}` })
    }
    const block: unknown = tryTo(() => (isRecord(source) ? { ...source } : source))
    const type = isRecord(block) ? typeOf(block) : undefined
    if (!isRecord(block) || type === undefined) {
      issue({ field: '', given: block, allowed: 'a block, with its content under the name of its type' })
      return
    }
    if (inside.has(source)) {
      issue({ field: '', given: source, allowed: 'a block that does not contain itself' })
      return
    }
    if (block.id !== undefined) {
      issue({ field: '.id', given: block.id, allowed: 'left out: toBlockRequest converts a block that was read' })
    }
    const { children, ...content } = tryTo(() => ({ ...Object(block[type]) }), {})
    if (children !== undefined && !Array.isArray(children)) {
      issue({ field: `.${type}.children`, given: children, allowed: 'a list of blocks' })
      return
    }
    const list: ReadonlyArray<unknown> = children ?? []
    for (const one of structureIssues(type, parent?.type, list, content)) {
      issue({ ...one, field: one.field && `.${type}${one.field}` })
    }
    const width = field(field(parent?.request, 'table'), 'table_width')
    if (typeof width === 'number' && Array.isArray(content.cells) && content.cells.length !== width) {
      issue({ field: '.table_row.cells', given: content.cells, allowed: `${width} cells, as the table has columns` })
    }
    // Children that are appended later need a heading that can be toggled.
    const isToggle = list.length > 0 && type.startsWith('heading_')
    const found: Array<InvalidInput> = []
    const own = isToggle ? { ...content, is_toggleable: true } : content
    const pieces = piecesOf(type, block, own, limits, found)
    for (const one of found) issue({ ...one, field: `.${one.field}` })
    if (blocks.length > MAX_BLOCKS) {
      issue({ field: '', given: blocks.length, allowed: `at most ${MAX_BLOCKS} blocks in all` })
      levels.length = 0
      return
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
    if (pieces.length > 1)
      continued.push({
        path: place.path,
        type,
        blocks: pieces.length,
      })
    if (last && list.length > 0) enter(list, last, place, source)
  }

  if (!Array.isArray(given)) issues.push({ field: 'children', given, allowed: 'a list of blocks' })
  enter(given, undefined, undefined, given)
  for (let level = levels.at(-1); level && issues.length < MAX_ISSUES; level = levels.at(-1)) {
    if (level.next < level.length) {
      const index = level.next++
      const at = level
      read(
        at,
        tryTo(() => at.list[index]),
        index,
      )
    } else {
      levels.pop()
      inside.delete(level.source)
    }
  }
  return { children: first, blocks, parents, continued, continuations, hash: hash.value(), issues }
}
