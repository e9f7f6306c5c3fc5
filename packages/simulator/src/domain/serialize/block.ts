/** Blocks in responses. Pages and databases are blocks too, and a synced copy has the children of its original. */
import { isMeeting, meetingPayload } from '../meetings/meeting.js'
import { plainTitle } from '../state/title.js'
import { isTrashed, liveChild } from '../state/tree.js'
import type { BlockNode, DatabaseNode, Node, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { isObject, type JsonObject } from '../values/json.js'
import { isLegacy, type Version } from '../version.js'
import { stampOf, trashOf } from './common.js'

const content = (workspace: Workspace, node: BlockNode | PageNode | DatabaseNode): readonly [string, JsonObject] =>
  node.kind === 'page'
    ? ['child_page', { title: plainTitle(node) }]
    : node.kind === 'database'
      ? ['child_database', { title: plainTitle(node) }]
      : [node.type, isMeeting(node) ? meetingPayload(workspace, node) : node.payload]

const hasLiveChild = (workspace: Workspace, { children }: BlockNode | PageNode): boolean =>
  children.some((id) => liveChild(workspace, id) !== undefined)

/** A synced copy has the children of its original; if the original is unknown, it is assumed to have some. */
const hasChildren = (workspace: Workspace, node: Node): boolean => {
  if (node.kind !== 'block' && node.kind !== 'page') return false
  if (node.claimsChildren || hasLiveChild(workspace, node)) return true
  if (node.kind === 'page' || !isCopy(node)) return false
  const original = originalOf(workspace, node)
  return original === undefined || original.claimsChildren || hasLiveChild(workspace, original)
}

const isCopy = ({ type, payload }: BlockNode): boolean => type === 'synced_block' && isObject(payload.synced_from)

/** The original of a synced copy, if it is in this workspace. */
export const originalOf = (workspace: Workspace, block: BlockNode): BlockNode | undefined => {
  const { synced_from: from } = block.payload
  if (block.type !== 'synced_block' || typeof from !== 'object' || from === null || !('block_id' in from))
    return undefined
  const original = workspace.nodes.get(String(from.block_id))
  return original?.kind === 'block' && original.id !== block.id ? original : undefined
}

/** A block in a response; pages and databases are blocks too. */
export const serializeBlock = (
  workspace: Workspace,
  node: BlockNode | PageNode | DatabaseNode,
  version: Version,
): JsonObject => {
  const [name, payload] = content(workspace, node)
  const type = name === 'meeting_notes' && isLegacy(version) ? 'transcription' : name
  return {
    object: 'block',
    id: node.id,
    parent: node.parent,
    ...stampOf(node),
    has_children: hasChildren(workspace, node),
    ...trashOf(isTrashed(workspace, node), version),
    type,
    [type]: payload,
  }
}
