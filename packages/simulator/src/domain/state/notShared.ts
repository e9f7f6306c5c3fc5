import type { Node } from './types.js'
import type { Workspace } from './workspace.js'

/**
 * Whether a node is there and not shared with the connection. What is known only because something seen refers to it is
 * no such node: that much of it was seen.
 */
export const isNotShared = (workspace: Workspace, node: Node | undefined): boolean => {
  if (node === undefined || node.shared) return false
  if (node.kind === 'data_source') return !node.open
  if (node.kind !== 'database') return true
  return node.dataSources.length > 0 && node.dataSources.every((id) => isNotShared(workspace, workspace.nodes.get(id)))
}
