/** The content of a page as it can be written to the new one. */
import type { Block } from 'notion-fp'
import {
  type BlockNode,
  type BlockTreeRequest,
  refersTo,
  rewriteLinks,
  toBlockRequests,
  withUploads,
} from 'notion-fp/blocks'
import { type PageRecord, plainAddress, type StoredBlock, type StoredFile } from '../backup/records.js'
import { ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'
import type { RestoreRun } from './run.js'
import { contentHash, isRefusal, uploadContent, whyLost } from './upload.js'

type Json = { readonly [name: string]: unknown }

const field = (value: unknown, name: string): unknown => Reflect.get(Object(value), name)

const compact = (id: string): string => id.replaceAll('-', '')

/** A part of the content between two pages or databases. */
export interface Segment {
  /** The page or database before it; `undefined` at the start. */
  readonly after: string | undefined
  /** The page or database after it. */
  readonly before: string | undefined
  readonly nodes: ReadonlyArray<BlockNode>
}

interface Growing {
  readonly block: Block
  readonly children: Array<Growing>
}

/** Blocks as a tree, in order. */
const treeOf = (id: string, blocks: ReadonlyArray<StoredBlock>): ReadonlyArray<BlockNode> => {
  const top: Array<Growing> = []
  const open = new Map<string, Array<Growing>>([[id, top]])
  for (const { parent_id, block } of blocks) {
    const node: Growing = { block, children: [] }
    open.get(parent_id)?.push(node)
    open.set(block.id, node.children)
  }
  return top
}

/** The nodes of a tree in document order. */
export const everyNode = (nodes: ReadonlyArray<BlockNode>): ReadonlyArray<BlockNode> => {
  const all: Array<BlockNode> = []
  const open = [...nodes].reverse()
  for (let next = open.pop(); next; next = open.pop()) {
    all.push(next)
    open.push(...[...next.children].reverse())
  }
  return all
}

const isContainer = ({ block: { type } }: BlockNode): boolean => type === 'child_page' || type === 'child_database'

/** The parts of a content: pages and databases are created where they are, the blocks between them are written. */
export const segmentsOf = ({ state }: RestoreRun, { id, blocks }: PageRecord): ReadonlyArray<Segment> => {
  const segments: Array<Segment> = []
  let nodes: Array<BlockNode> = []
  let after: string | undefined
  const end = (before: string | undefined): void => {
    if (nodes.length > 0) segments.push({ after, before, nodes })
    nodes = []
  }
  for (const node of treeOf(id, blocks)) {
    const isHere = isContainer(node) && state.to(node.block.id) !== undefined
    if (!isHere) nodes.push(node)
    // Pages in a block follow it: they cannot be created inside.
    for (const { block } of isHere ? [node] : everyNode([node]).filter(isContainer)) {
      if (state.to(block.id) === undefined) continue
      if (!isHere) {
        state.lose({
          kind: `block ${block.type}`,
          what: 'place',
          why: 'the API cannot create it inside of a block; it follows the block',
          of: block.id,
        })
      }
      end(block.id)
      after = block.id
    }
  }
  end(undefined)
  return segments
}

const plainRun = (run: unknown): Json => ({
  type: 'text',
  text: { content: field(run, 'plain_text') ?? '', link: null },
  annotations: field(run, 'annotations'),
  plain_text: field(run, 'plain_text') ?? '',
  href: null,
})

/** Why a mention cannot be written. */
const mentionProblem = ({ reach, state, store }: RestoreRun, mention: unknown): string | undefined => {
  const type = String(field(mention, 'type'))
  const id = String(field(field(mention, type), 'id'))
  if (type === 'user')
    return reach.user(id) ? undefined : 'the user is not in the workspace; the name is written as text'
  if (type !== 'page' && type !== 'database') return undefined
  if (state.to(id) !== undefined || reach.outside(id)) return undefined
  return store.has('pages', id) || store.has('databases', id)
    ? 'what it mentions was not restored; written as text'
    : 'what it mentions cannot be seen; written as text'
}

/** A deep copy of an answer with changed rich text. */
const mapRuns = (value: unknown, change: (run: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => mapRuns(one, change))
  if (typeof value !== 'object' || value === null) return value
  if (field(value, 'type') === 'mention' && field(value, 'mention') !== undefined) return change(value)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapRuns(inner, change)]))
}

/** Rich text, and whatever has some, with what can be mentioned, and with links to what was restored. */
export const withLinks = <A>(run: RestoreRun, value: A, of: string, kind: string): A => {
  const known = mapRuns(value, (one) => {
    const why = mentionProblem(run, field(one, 'mention'))
    if (why === undefined) return one
    run.state.lose({ kind, what: 'mention', why, of })
    return plainRun(one)
  })
  // Only runs of rich text were replaced by others.
  return rewriteLinks(unsafeCast<A>(known), run.state.links())
}

const paragraphOf = (block: Block, rich_text: ReadonlyArray<Json>): Block =>
  // Only what the conversion needs of a block.
  unsafeCast({ object: 'block', id: block.id, type: 'paragraph', has_children: false, paragraph: { rich_text } })

const textOf = (content: string): ReadonlyArray<Json> => [
  { type: 'text', text: { content, link: null }, plain_text: content },
]

const syncedFrom = (block: Block): string | undefined => {
  const id = field(field(field(block, 'synced_block'), 'synced_from'), 'block_id')
  return typeof id === 'string' ? id : undefined
}

/** The address of a file that Notion keeps. */
export const hostedUrl = (file: unknown): string | undefined => {
  const url = field(field(file, 'file'), 'url')
  return field(file, 'type') === 'file' && typeof url === 'string' ? url : undefined
}

/** A block as it can be written now, and whether it has to be looked at again in the second pass. */
interface Prepared {
  readonly block: Block
  readonly dropsChildren: boolean
  readonly isPending: boolean
}

const prepareSynced = (run: RestoreRun, block: Block): Prepared | undefined => {
  const from = block.type === 'synced_block' ? syncedFrom(block) : undefined
  if (from === undefined) return undefined
  const { state, outline } = run
  const original = outline.originalOf(from)
  if (original === block.id) {
    state.lose({
      kind: 'block synced_block',
      what: 'synced_from',
      why: 'the original is not in the backup; the copy becomes an original',
      of: block.id,
    })
    const content = { ...Object(Reflect.get(block, 'synced_block')), synced_from: null }
    return { block: unsafeCast<Block>({ ...block, synced_block: content }), dropsChildren: false, isPending: false }
  }
  const to = original === undefined ? undefined : state.to(original)
  if (to === undefined) return { block: paragraphOf(block, []), dropsChildren: true, isPending: original !== undefined }
  const copy = { ...block, synced_block: { synced_from: { type: 'block_id', block_id: to } } }
  return { block: unsafeCast<Block>(copy), dropsChildren: true, isPending: false }
}

const prepareLink = (run: RestoreRun, block: Block): Prepared | undefined => {
  if (block.type !== 'link_to_page') return undefined
  const content = Reflect.get(block, 'link_to_page')
  const id = String(field(content, String(field(content, 'type'))))
  const isComment = field(content, 'type') === 'comment_id'
  if (!isComment && (run.state.to(id) !== undefined || run.reach.outside(id))) return undefined
  const why = isComment ? 'a link to a comment cannot be written' : 'what it leads to cannot be seen; written as text'
  run.state.lose({ kind: 'block link_to_page', what: 'link', why, of: block.id })
  return { block: paragraphOf(block, textOf(id)), dropsChildren: true, isPending: false }
}

const withoutMissingFile = (run: RestoreRun, block: Block, files: ReadonlyArray<StoredFile>): Block => {
  const content: unknown = Reflect.get(block, block.type)
  const url = hostedUrl(content)
  if (url !== undefined && contentHash(files, url) === undefined) {
    const name = String(field(content, 'name') ?? decodeURIComponent(/([^/?#]*)(?:[?#].*)?$/s.exec(url)?.[1] ?? ''))
    run.state.lose({
      kind: `block ${block.type}`,
      what: 'file',
      why: 'the backup does not have the file; its name is written instead',
      of: block.id,
    })
    return paragraphOf(block, textOf(name))
  }
  const icon = hostedUrl(field(content, 'icon'))
  if (icon === undefined || contentHash(files, icon) !== undefined) return block
  run.state.lose({ kind: `block ${block.type}`, what: 'icon', why: 'the backup does not have the file', of: block.id })
  const { icon: _, ...rest } = Object(content)
  return unsafeCast<Block>({ ...block, [block.type]: rest })
}

/** The blocks that links may lead to and that are not written yet, with ids that no block has. */
const unwritten = ({ outline, state }: RestoreRun): ReadonlyMap<string, string> =>
  new Map([...outline.wanted].filter((id) => state.to(id) === undefined).map((id) => [compact(id), '0'.repeat(32)]))

const prepare = (
  run: RestoreRun,
  block: Block,
  files: ReadonlyArray<StoredFile>,
  later: ReadonlyMap<string, string>,
): Prepared => {
  const special = prepareSynced(run, block) ?? prepareLink(run, block)
  if (special) return special
  const content: unknown = Reflect.get(block, block.type)
  const isPending = later.size > 0 && refersTo(content, later)
  const linked = withLinks(run, content, block.id, `block ${block.type}`)
  const whole = withoutMissingFile(run, unsafeCast<Block>({ ...block, [block.type]: linked }), files)
  return { block: whole, dropsChildren: whole.type !== block.type, isPending }
}

/** A block that the request has, with its id in the backup. */
export interface SourceNode {
  readonly id: string
  readonly isPending: boolean
  readonly children: ReadonlyArray<SourceNode>
}

/** A content that can be written. */
export interface WritableContent {
  readonly children: ReadonlyArray<BlockTreeRequest>
  /** The blocks of the backup in the shape of `children`. */
  readonly sources: ReadonlyArray<SourceNode>
}

interface Draft {
  readonly node: BlockNode
  readonly source: SourceNode
}

const draftOf = (
  run: RestoreRun,
  node: BlockNode,
  files: ReadonlyArray<StoredFile>,
  later: ReadonlyMap<string, string>,
): Draft | undefined => {
  if (isContainer(node) && run.state.to(node.block.id) !== undefined) return undefined
  const { block, dropsChildren, isPending } = prepare(run, node.block, files, later)
  const { children, losses } = toBlockRequests([
    { block: unsafeCast<Block>({ ...block, has_children: false }), children: [] },
  ])
  if (children.length === 0) {
    for (const { type, what, why, block_id } of losses)
      run.state.lose({ kind: `block ${type}`, what, why, of: block_id })
    return undefined
  }
  const inner = dropsChildren ? [] : node.children.flatMap((child) => draftOf(run, child, files, later) ?? [])
  return {
    node: { block, children: inner.map((one) => one.node) },
    source: { id: node.block.id, isPending, children: inner.map(({ source }) => source) },
  }
}

/** The ids of the uploaded files of a content, or the address of a file that Notion does not accept. */
const uploadAll = async (
  run: RestoreRun,
  files: ReadonlyArray<StoredFile>,
  { uploads }: ReturnType<typeof toBlockRequests>,
): Promise<Result<ReadonlyArray<string> | { readonly refused: string }>> => {
  const ids: Array<string> = []
  for (const { url, name, block_id } of uploads) {
    const uploaded = await uploadContent(run, contentHash(files, url) ?? '', name)
    if (uploaded._tag === 'Left') {
      if (!isRefusal(uploaded.left)) return uploaded
      const why = whyLost(uploaded.left)
      run.state.lose({ kind: 'file', what: 'all', why, of: block_id })
      return ok({ refused: plainAddress(url) })
    }
    ids.push(uploaded.right)
  }
  return ok(ids)
}

/** Notes what of blocks is lost. */
const loseAll = ({ state }: RestoreRun, { losses }: ReturnType<typeof toBlockRequests>): void => {
  for (const { type, what, why, block_id } of losses) state.lose({ kind: `block ${type}`, what, why, of: block_id })
}

/** Blocks as they can be written. With `dummy`, files are not uploaded: it stands for their ids. */
export const writableContent = async (
  run: RestoreRun,
  nodes: ReadonlyArray<BlockNode>,
  files: ReadonlyArray<StoredFile>,
  dummy?: string,
): Promise<Result<WritableContent>> => {
  const later = unwritten(run)
  const drafts = nodes.flatMap((node) => draftOf(run, node, files, later) ?? [])
  const converted = toBlockRequests(drafts.map(({ node }) => node))
  const { uploads } = converted
  const ids = dummy === undefined ? await uploadAll(run, files, converted) : ok(uploads.map(() => dummy))
  if (ids._tag === 'Left') return ids
  const uploaded = ids.right
  // Without the file, its name is written.
  if ('refused' in uploaded)
    return writableContent(
      run,
      nodes,
      files.filter(({ address }) => address !== uploaded.refused),
    )
  loseAll(run, converted)
  return ok({
    children: withUploads(converted.children, uploads, uploaded),
    sources: drafts.map(({ source }) => source),
  })
}

/** Rich text of a page or a comment as it can be written: at most so many runs as a request may have. */
export const writableText = (run: RestoreRun, rich_text: unknown, of: string, kind: string): ReadonlyArray<Json> => {
  const block = paragraphOf(unsafeCast<Block>({ id: of }), unsafeCast(withLinks(run, rich_text, of, kind)))
  const { children, losses } = toBlockRequests([block])
  for (const { what, why } of losses) run.state.lose({ kind, what, why, of })
  const runs = field(field(children[0], 'paragraph'), 'rich_text')
  const list: ReadonlyArray<Json> = Array.isArray(runs) ? runs : []
  if (list.length > 100)
    run.state.lose({ kind, what: 'text', why: 'a request has at most 100 runs of text; the rest is left out', of })
  return list.slice(0, 100)
}
