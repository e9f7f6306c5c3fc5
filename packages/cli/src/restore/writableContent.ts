import type { RichTextRequest } from 'notion-fp'
import { type BlockNode, type BlockTreeRequest, toBlockRequests, withUploads } from 'notion-fp/blocks'
import { plainAddress } from '../backup/plainAddress.js'
import type { StoredFile } from '../backup/records.js'
import { ok, type Result } from '../errors/result.js'
import { paragraphOf, prepareBlock, unwritten } from './prepareBlock.js'
import type { RestoreRun } from './restoreRun.js'
import { isContainer } from './segmentsOf.js'
import { contentHash, isRefusal, uploadContent, whyLost } from './uploadContent.js'
import { withLinks } from './withLinks.js'

/** A block of the request, with its id in the backup. */
export interface SourceNode {
  readonly id: string
  readonly isPending: boolean
  readonly children: ReadonlyArray<SourceNode>
}

/** Content that can be written. */
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
  const { block, dropsChildren, isPending } = prepareBlock(run, node.block, files, later)
  const { children, losses } = toBlockRequests([{ block: { ...block, has_children: false }, children: [] }])
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

/** Uploads the files of some content. Returns their ids, or the URL of a file that Notion does not accept. */
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

/** Records what is lost of blocks. */
const loseAll = ({ state }: RestoreRun, { losses }: ReturnType<typeof toBlockRequests>): void => {
  for (const { type, what, why, block_id } of losses) state.lose({ kind: `block ${type}`, what, why, of: block_id })
}

/** The requests for blocks. With `dummy`, no file is uploaded, and `dummy` is used as the id of each. */
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
  // Again without the file: its name is written instead.
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

/** The request for the rich text of a page or a comment, with at most as many runs as a request may have. */
export const writableText = (
  run: RestoreRun,
  rich_text: unknown,
  of: string,
  kind: string,
): ReadonlyArray<RichTextRequest> => {
  const { children, losses } = toBlockRequests([paragraphOf({ id: of }, withLinks(run, rich_text, of, kind))])
  for (const { what, why } of losses) run.state.lose({ kind, what, why, of })
  const [block] = children
  const list = block?.paragraph ? block.paragraph.rich_text : []
  if (list.length > 100)
    run.state.lose({ kind, what: 'text', why: 'a request has at most 100 runs of text; the rest is left out', of })
  return list.slice(0, 100)
}
