/**
 * Writes the content of a page to its copy, around the copies of child pages.
 *
 * @internal
 */
import { isLeft } from 'fp-ts/Either'
import type { NotionError } from '../../../core/call/error.js'
import { field } from '../../../core/internal/orUndefined.js'
import { unsafeCast } from '../../../core/internal/unsafeCast.js'
import type { BlockUpload } from '../blockLoss.js'
import type { BlockTreeRequest } from '../blockTreeRequest.js'
import { executeReplace, nothingDone } from '../replace/executeReplace.js'
import type { ContentBlock } from '../replace/keepNodes.js'
import { planReplaceBetween } from '../replace/planReplace.js'
import { readPresent } from '../replace/readPresent.js'
import { toBlockRequests } from '../toBlockRequest.js'
import type { BlockNode } from '../tree/blockTree.js'
import { withUploads } from '../withUploads.js'
import { copyFile } from './copyFile.js'
import { type CopyRun, copyOf } from './copyRun.js'
import { copyIds } from './createCopies.js'
import type { SourcePage } from './readSource.js'
import { copyWith, rewriteLinks } from './rewriteLinks.js'

/** Stands for the copy of a child page, which is not moved. */
const pageNode = (id: string): BlockNode =>
  // A plan needs only the id of a page.
  unsafeCast({ block: { object: 'block', id, type: 'child_page', has_children: false, child_page: {} }, children: [] })

/** The copied child pages inside of a block, in order. */
const pagesInside = (run: CopyRun, node: BlockNode): ReadonlyArray<string> => {
  const found: Array<string> = []
  const open = [...node.children].reverse()
  for (let next = open.pop(); next; next = open.pop()) {
    const copy = next.block.type === 'child_page' ? copyOf(run, next.block.id) : undefined
    if (copy !== undefined) found.push(copy)
    open.push(...[...next.children].reverse())
  }
  return found
}

const PLACE = 'the API cannot create a page inside a block; it follows the block'
const NOT_DEEP = 'child pages are copied only if deep is true'
const DATABASE = 'databases are not copied; links to it lead to the original'

/** Replaces a file that could not be copied: its name. */
const withoutFile = (
  requests: ReadonlyArray<BlockTreeRequest>,
  { at, name }: BlockUpload,
): ReadonlyArray<BlockTreeRequest> => {
  const root = copyWith(requests, (text) => text)
  const isIcon = at.at(-1) === 'icon'
  const keys = at.slice(0, -1)
  const holder = keys.reduce((value: unknown, key) => field(value, `${key}`), root)
  const block = Object(holder)
  if (isIcon) Reflect.deleteProperty(block, 'icon')
  else {
    for (const key of Object.keys(block)) Reflect.deleteProperty(block, key)
    Object.assign(block, { type: 'paragraph', paragraph: { rich_text: [{ text: { content: name } }] } })
  }
  return root
}

/** Blocks converted for writing, with their files. */
const requestsOf = async (
  run: CopyRun,
  nodes: ReadonlyArray<BlockNode>,
): Promise<NotionError | ReadonlyArray<BlockTreeRequest>> => {
  const { children, losses, uploads } = toBlockRequests(nodes)
  for (const loss of losses) {
    const { type, what, block_id } = loss
    const isPage = type === 'child_page' && what === 'block'
    const isCopied = isPage && copyOf(run, block_id) !== undefined
    if (isCopied) run.losses.push({ ...loss, what: 'place', why: PLACE })
    else if (isPage) run.losses.push({ ...loss, why: NOT_DEEP })
    else run.losses.push(type === 'child_database' && what === 'block' ? { ...loss, why: DATABASE } : loss)
  }
  const ids = await Promise.all(
    uploads.map(({ block_id, at, url, expiry_time, name }) => {
      const file = { type: 'file', file: { url, expiry_time } } as const
      const isIcon = at.at(-1) === 'icon'
      return copyFile(run, { type: isIcon ? 'block_icon' : 'block', block_id, file }, name)
    }),
  )
  let requests = withUploads(
    children,
    uploads,
    ids.map((id) => (isLeft(id) ? undefined : id.right)),
  )
  for (const [index, id] of ids.entries()) {
    const upload = uploads[index]
    if (!isLeft(id) || !upload) continue
    if ('error' in id.left) return id.left.error
    const isIcon = upload.at.at(-1) === 'icon'
    const why = isIcon ? id.left.why : `${id.left.why}; its name is written instead`
    run.losses.push({ block_id: upload.block_id, type: 'file', what: isIcon ? 'icon' : 'file', why })
    requests = withoutFile(requests, upload)
  }
  return rewriteLinks(requests, copyIds(run))
}

/** The content that the copy should have: blocks to write, and the copies of child pages. */
const contentOf = async (
  run: CopyRun,
  nodes: ReadonlyArray<BlockNode>,
): Promise<NotionError | ReadonlyArray<ContentBlock>> => {
  const content: Array<ContentBlock> = []
  let segment: Array<BlockNode> = []
  for (const node of [...nodes, undefined]) {
    const copy = node?.block.type === 'child_page' ? copyOf(run, node.block.id) : undefined
    const inside = node ? pagesInside(run, node) : []
    if (node && copy === undefined) segment.push(node)
    if (!node || copy !== undefined || inside.length > 0) {
      const requests = await requestsOf(run, segment)
      if ('_tag' in requests) return requests
      content.push(...requests, ...[...(copy === undefined ? [] : [copy]), ...inside].map(pageNode))
      segment = []
    }
  }
  return content
}

/**
 * Writes the content of a page to its copy. Existing content is kept.
 *
 * @param isNew Whether the copy contains only its child pages.
 */
export const fillCopy = async (
  run: CopyRun,
  { page, children }: SourcePage,
  isNew: boolean,
): Promise<NotionError | undefined> => {
  const op = 'copyPage'
  const { meter, signal, concurrency } = run
  const block_id = `${copyOf(run, page.id)}`
  const content = await contentOf(run, children)
  if ('_tag' in content) return content
  const pages = content.filter((one): one is BlockNode => 'block' in one)
  const empty = { block_id, children: pages, missing: [] }
  const present = isNew ? undefined : await readPresent(op, meter.ctx, block_id, concurrency, undefined)
  if (present && isLeft(present)) return present.left
  const planned = planReplaceBetween(op, present ? present.right.tree : empty, content, {})
  if (isLeft(planned)) return planned.left
  return executeReplace({ op, meter, signal, concurrency }, planned.right, nothingDone())
}
