/**
 * Which nodes of a declared workspace the connection can see: unless it is declared, a node is shared if its parent is.
 */
import { childIds } from '../state/tree.js'
import type { Workspace } from '../state/workspace.js'

/** The ids of a declaration, with whether each declares itself as shared. */
export type DeclaredIds = Map<string, boolean | undefined>

/** Marks nodes as shared or not: as they declare it, otherwise as their parent is. */
export const applySharing = (workspace: Workspace, id: string, declaredIds: DeclaredIds, inherited = true): void => {
  const node = workspace.nodes.get(id)
  if (node === undefined || (node.kind !== 'block' && !declaredIds.has(id))) return
  node.shared = declaredIds.get(id) ?? inherited
  for (const each of childIds(node)) applySharing(workspace, each, declaredIds, node.shared)
}
