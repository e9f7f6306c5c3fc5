import { addBlocks } from '../blocks/build.js'
import { MEDIA_TYPES } from '../blocks/media.js'
import { BLOCK_TYPES } from '../blocks/types.js'
import { fileAddress, uploadAt } from '../files/address.js'
import { parentRecord } from '../state/find.js'
import { atEnd, detach, isContainer, stampNow } from '../state/tree.js'
import type { BlockNode, Node, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asArray, asObject, asString, type Json, type JsonObject } from '../values/json.js'
import { STANDING } from './containers.js'
import { pairs } from './pairs.js'
import { type Chunk, chunksOf, isKnown, shownChildren } from './render.js'

/** What Markdown always tells of a block, by saying it or by saying nothing. */
const TOLD = new Set(['rich_text', 'color', 'checked', 'is_toggleable', 'has_column_header', 'has_row_header'])

const childrenOf = (request: JsonObject): ReadonlyArray<Json> =>
  asArray(asObject(request[asString(request.type)]).children)

const isStanding = (request: JsonObject): boolean => request.type === STANDING

const holdsStanding = (request: JsonObject): boolean =>
  isStanding(request) || childrenOf(request).some((child) => holdsStanding(asObject(child)))

/** A block that brings nothing, to be filled later. */
const empty = (request: JsonObject): JsonObject => {
  const type = asString(request.type)
  const { children: _, ...payload } = asObject(request[type])
  return { ...request, [type]: payload }
}

const mediaPayload = (
  workspace: Workspace,
  stored: JsonObject,
  asked: JsonObject,
  answered: JsonObject,
): JsonObject => {
  const caption = asked.caption === undefined ? [] : (answered.caption ?? [])
  const url = asString(asObject(asked.external).url)
  const known = asObject(stored.external ?? stored.file).url
  const upload = uploadAt(workspace, url)
  if (known === url || (upload !== undefined && upload === uploadAt(workspace, asString(known))))
    return { ...stored, caption }
  return upload === undefined
    ? { ...answered, caption }
    : { caption, type: 'file', file: { ...fileAddress(workspace, upload) } }
}

/** A block of the same type says what a request says; what Markdown cannot tell stays. */
const change = (workspace: Workspace, block: BlockNode, request: JsonObject): void => {
  const asked = asObject(request[block.type])
  const answered = BLOCK_TYPES.get(block.type)?.answer(workspace, asked) ?? {}
  const told = Object.entries(answered).filter(([key]) => TOLD.has(key) || asked[key] !== undefined)
  const toggles = block.type.startsWith('heading_') && childrenOf(request).length > 0
  const payload = MEDIA_TYPES.has(block.type)
    ? mediaPayload(workspace, block.payload, asked, answered)
    : { ...block.payload, ...Object.fromEntries(told), ...(toggles ? { is_toggleable: true } : {}) }
  if (JSON.stringify(payload) === JSON.stringify(block.payload)) return
  block.payload = payload
  const { lastEditedTime, lastEditedBy } = stampNow(workspace)
  block.lastEditedTime = lastEditedTime
  block.lastEditedBy = lastEditedBy
}

/** What text can stand for, by id; what it has placed so far. */
export interface Standing {
  readonly known: ReadonlyMap<string, Node>
  readonly placed: Set<string>
}

const standingNode = (standing: Standing, request: JsonObject, meetings: Array<Node>): Node | undefined => {
  const { kind, id } = asObject(request[STANDING])
  const node = kind === 'meeting_notes' ? meetings.shift() : standing.known.get(asString(id))
  return node === undefined || standing.placed.has(node.id) ? undefined : node
}

const place = (workspace: Workspace, container: BlockNode | PageNode, node: Node): void => {
  node.inTrash = false
  if (node.kind === 'data_source' || container.children.includes(node.id)) return
  detach(workspace, node)
  node.parent = parentRecord(container)
  container.children.push(node.id)
}

const idsInOrder = (
  workspace: Workspace,
  container: BlockNode | PageNode,
  olds: ReadonlyArray<Chunk>,
  wanted: ReadonlyArray<Json>,
  standing: Standing,
): ReadonlyArray<string> => {
  const requests = wanted.map(asObject)
  const meetings = olds.flatMap(({ node }) => (node.kind === 'block' && node.type === 'meeting_notes' ? [node] : []))
  const known = pairs(olds, requests)
  return requests.flatMap((request): ReadonlyArray<string> => {
    if (isStanding(request)) {
      const node = standingNode(standing, request, meetings)
      if (node === undefined) return []
      standing.placed.add(node.id)
      place(workspace, container, node)
      return [node.id]
    }
    const pair = known.get(request)
    if (pair !== undefined) {
      standing.placed.add(pair.block.id)
      if (!pair.same) {
        change(workspace, pair.block, request)
        settle(workspace, pair.block, childrenOf(request), standing)
      }
      return [pair.block.id]
    }
    const [made] = addBlocks(workspace, container, [holdsStanding(request) ? empty(request) : request], atEnd)
    if (made === undefined) return []
    if (holdsStanding(request)) settle(workspace, made, childrenOf(request), standing)
    return [made.id]
  })
}

/**
 * Makes the children of a container, or those of them that `olds` names, what text wants them to be, and answers their
 * ids in order. What is the same stays, what is of the same type is changed, the rest goes to the trash.
 */
export const settle = (
  workspace: Workspace,
  container: BlockNode | PageNode,
  wanted: ReadonlyArray<Json>,
  standing: Standing,
  olds: ReadonlyArray<Chunk> = chunksOf(workspace, container),
  before: ReadonlyArray<string> = [],
  after: ReadonlyArray<string> = [],
): void => {
  const ids = idsInOrder(workspace, container, olds, wanted, standing)
  for (const { node } of olds) if (!standing.placed.has(node.id)) node.inTrash = true
  const live = [...before, ...ids, ...after]
  const listed = new Set(live)
  // What is in the trash keeps its place in the list, behind what is not: it may come back.
  container.children = [...live, ...container.children.filter((id) => !listed.has(id))]
  container.claimsChildren = false
}

/** All below a container that text can stand for. */
export const standingIn = (workspace: Workspace, container: BlockNode | PageNode): ReadonlyMap<string, Node> => {
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

/** The ids that blocks of text stand for, however deep. */
export const standingIds = (wanted: ReadonlyArray<Json>): ReadonlySet<string> =>
  new Set(
    wanted.map(asObject).flatMap((request): ReadonlyArray<string> => {
      const { id } = asObject(request[STANDING])
      return isStanding(request) ? [asString(id)] : [...standingIds(childrenOf(request))]
    }),
  )
