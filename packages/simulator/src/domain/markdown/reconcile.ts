/** Makes the blocks of a page equal to parsed Markdown. Fields that Markdown cannot express stay unchanged. */
import { addBlocks } from '../blocks/addBlocks.js'
import { BLOCK_TYPES } from '../blocks/blockTypes.js'
import { MEDIA_TYPES } from '../blocks/media.js'
import { fileAddress, uploadAt } from '../files/fileAddress.js'
import { parentRecord } from '../state/find.js'
import { atEnd, detach, isContainer, stampNow } from '../state/tree.js'
import type { BlockNode, Node, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../values/json.js'
import { isKnown } from './formats.js'
import { matchBlocks } from './matchBlocks.js'
import { EXISTING } from './parseContainers.js'
import { type Chunk, chunksOf, shownChildren } from './renderBlocks.js'

/** The fields that Markdown always defines, by their presence or absence. */
const MARKDOWN_FIELDS = new Set([
  'rich_text',
  'color',
  'checked',
  'is_toggleable',
  'has_column_header',
  'has_row_header',
])

const childrenOf = (request: JsonObject): ReadonlyArray<Json> =>
  asArray(asObject(request[asString(request.type)]).children)

const isExisting = (request: JsonObject): boolean => request.type === EXISTING

const containsExisting = (request: JsonObject): boolean =>
  isExisting(request) || childrenOf(request).some((child) => containsExisting(asObject(child)))

/** A block without children, which are added later. */
const withoutChildren = (request: JsonObject): JsonObject => {
  const type = asString(request.type)
  const { children: _, ...payload } = asObject(request[type])
  return { ...request, [type]: payload }
}

const mediaPayload = (
  workspace: Workspace,
  stored: JsonObject,
  requested: JsonObject,
  serialized: JsonObject,
): JsonObject => {
  const caption = requested.caption === undefined ? [] : (serialized.caption ?? [])
  const url = asString(asObject(requested.external).url)
  const known = asObject(stored.external ?? stored.file).url
  const upload = uploadAt(workspace, url)
  if (known === url || (upload !== undefined && upload === uploadAt(workspace, asString(known))))
    return { ...stored, caption }
  return upload === undefined
    ? { ...serialized, caption }
    : { caption, type: 'file', file: { ...fileAddress(workspace, upload) } }
}

/** Updates a block of the same type; fields that Markdown cannot express stay unchanged. */
const updateBlock = (workspace: Workspace, block: BlockNode, request: JsonObject): void => {
  const requested = asObject(request[block.type])
  const serialized = BLOCK_TYPES.get(block.type)?.serialize(workspace, requested) ?? {}
  const entries = Object.entries(serialized).filter(([key]) => MARKDOWN_FIELDS.has(key) || requested[key] !== undefined)
  const toggles = block.type.startsWith('heading_') && childrenOf(request).length > 0
  const payload = MEDIA_TYPES.has(block.type)
    ? mediaPayload(workspace, block.payload, requested, serialized)
    : { ...block.payload, ...Object.fromEntries(entries), ...(toggles ? { is_toggleable: true } : {}) }
  if (JSON.stringify(payload) === JSON.stringify(block.payload)) return
  block.payload = payload
  const { lastEditedTime, lastEditedBy } = stampNow(workspace)
  block.lastEditedTime = lastEditedTime
  block.lastEditedBy = lastEditedBy
}

/** The existing nodes that text can refer to, by id, and those that were placed already. */
export interface ExistingNodes {
  readonly known: ReadonlyMap<string, Node>
  readonly placed: Set<string>
}

const findExisting = (existing: ExistingNodes, request: JsonObject, meetings: Array<Node>): Node | undefined => {
  const { kind, id } = asObject(request[EXISTING])
  const node = kind === 'meeting_notes' ? meetings.shift() : existing.known.get(asString(id))
  return node === undefined || existing.placed.has(node.id) ? undefined : node
}

const moveInto = (workspace: Workspace, container: BlockNode | PageNode, node: Node): void => {
  node.inTrash = false
  if (node.kind === 'data_source' || container.children.includes(node.id)) return
  detach(workspace, node)
  node.parent = parentRecord(container)
  container.children.push(node.id)
}

const idsInOrder = (
  workspace: Workspace,
  container: BlockNode | PageNode,
  current: ReadonlyArray<Chunk>,
  requested: ReadonlyArray<Json>,
  existing: ExistingNodes,
): ReadonlyArray<string> => {
  const requests = requested.map(asObject)
  const meetings = current.flatMap(({ node }) => (node.kind === 'block' && node.type === 'meeting_notes' ? [node] : []))
  const known = matchBlocks(current, requests)
  return requests.flatMap((request): ReadonlyArray<string> => {
    if (isExisting(request)) {
      const node = findExisting(existing, request, meetings)
      if (node === undefined) return []
      existing.placed.add(node.id)
      moveInto(workspace, container, node)
      return [node.id]
    }
    const pair = known.get(request)
    if (pair !== undefined) {
      existing.placed.add(pair.block.id)
      if (!pair.same) {
        updateBlock(workspace, pair.block, request)
        reconcileChildren(workspace, pair.block, childrenOf(request), existing)
      }
      return [pair.block.id]
    }
    const [created] = addBlocks(
      workspace,
      container,
      [containsExisting(request) ? withoutChildren(request) : request],
      atEnd,
    )
    if (created === undefined) return []
    if (containsExisting(request)) reconcileChildren(workspace, created, childrenOf(request), existing)
    return [created.id]
  })
}

/**
 * Makes the children of a container, or only those in `current`, equal to the requested ones. Equal blocks are kept,
 * those of the same type are updated, the others go to the trash.
 */
export const reconcileChildren = (
  workspace: Workspace,
  container: BlockNode | PageNode,
  requested: ReadonlyArray<Json>,
  existing: ExistingNodes,
  current: ReadonlyArray<Chunk> = chunksOf(workspace, container),
  before: ReadonlyArray<string> = [],
  after: ReadonlyArray<string> = [],
): void => {
  const ids = idsInOrder(workspace, container, current, requested, existing)
  for (const { node } of current) if (!existing.placed.has(node.id)) node.inTrash = true
  const live = [...before, ...ids, ...after]
  const listed = new Set(live)
  // Nodes in the trash stay in the list, after the others: they can be restored.
  container.children = [...live, ...container.children.filter((id) => !listed.has(id))]
  container.claimsChildren = false
}

/** All nodes below a container that text can refer to. */
export const existingIn = (workspace: Workspace, container: BlockNode | PageNode): ReadonlyMap<string, Node> => {
  const found = new Map<string, Node>()
  const seen = new Set<string>()
  const walk = (above: BlockNode | PageNode): void => {
    for (const node of shownChildren(workspace, above)) {
      if (seen.has(node.id)) continue
      seen.add(node.id)
      if (node.kind !== 'block' || !isKnown(node.type)) found.set(node.id, node)
      if (node.kind === 'block' && isContainer(node)) walk(node)
    }
  }
  walk(container)
  return found
}

/** The ids that requested blocks refer to, at any depth. */
export const existingIds = (requested: ReadonlyArray<Json>): ReadonlySet<string> =>
  new Set(
    requested.map(asObject).flatMap((request): ReadonlyArray<string> => {
      const { id } = asObject(request[EXISTING])
      return isExisting(request) ? [asString(id)] : [...existingIds(childrenOf(request))]
    }),
  )
