/**
 * Updates and deletes blocks. Pages and databases are blocks too, but this way they can only be moved to the trash or
 * restored.
 */
import { invalid } from '../errors.js'
import { assertAttachable, markAttached } from '../files/fileSource.js'
import { assertNotInTrash, notFound } from '../state/find.js'
import { liveChildren, touch } from '../state/tree.js'
import type { BlockNode, DatabaseNode, PageNode } from '../state/types.js'
import { wantsTrash } from '../state/wantsTrash.js'
import type { Workspace } from '../state/workspace.js'
import { asObject, get, type JsonObject } from '../values/json.js'
import { BLOCK_TYPES } from './blockTypes.js'

/** The type of a node as a block. */
export const typeAsBlock = (node: BlockNode | PageNode | DatabaseNode): string =>
  node.kind === 'page' ? 'child_page' : node.kind === 'database' ? 'child_database' : node.type

/** Updates a block by a checked request: its payload, or whether it is in the trash. */
export const updateBlock = (
  workspace: Workspace,
  node: BlockNode | PageNode | DatabaseNode,
  request: JsonObject,
): void => {
  const type = typeAsBlock(node)
  const payload = get(request, type)
  const trash = wantsTrash(request)
  if (payload !== undefined && node.kind === 'block') {
    if (trash !== false) assertNotInTrash(workspace, node)
    if (asObject(payload).is_toggleable === false && liveChildren(workspace, node).length > 0)
      throw invalid('A heading with children cannot stop being a toggle. Remove its children first.')
    assertAttachable(workspace, payload)
    assertAttachable(workspace, asObject(payload).icon)
    const patched = BLOCK_TYPES.get(type)?.patch(workspace, node.payload, asObject(payload))
    markAttached(workspace, payload)
    markAttached(workspace, asObject(payload).icon)
    if (patched !== undefined) node.payload = patched
  }
  if (trash !== undefined) node.inTrash = trash
  touch(workspace, node)
}

/** Moves a block to the trash. If it is there already, that succeeds too, unless the quirk `deletesOnce` is on. */
export const trashBlock = (workspace: Workspace, node: BlockNode | PageNode | DatabaseNode): void => {
  if (node.inTrash && workspace.quirks.deletesOnce === true) throw notFound(workspace, 'block', node.id)
  node.inTrash = true
  touch(workspace, node)
}
