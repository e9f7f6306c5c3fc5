/** Whether a node is hidden from the connection, which can see only what is shared with it. */
import type { Node } from './types.js'
import type { Workspace } from './workspace.js'

/**
 * Whether a node exists and is not shared with the connection. A node that is known only from references to it does not
 * count, as those are visible.
 */
export const isNotShared = (workspace: Workspace, node: Node | undefined): boolean => {
  if (node === undefined || node.shared) return false
  if (node.kind === 'data_source') return !node.open
  if (node.kind !== 'database') return true
  return node.dataSources.length > 0 && node.dataSources.every((id) => isNotShared(workspace, workspace.nodes.get(id)))
}
