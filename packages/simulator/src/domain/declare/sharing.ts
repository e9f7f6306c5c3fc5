import { childIds } from '../state/tree.js'
import type { Workspace } from '../state/workspace.js'

/** What one declaration put into a workspace: ids, with whether they said themselves that they are shared. */
export type DeclaredIds = Map<string, boolean | undefined>

/** Shares what was planted as it said itself, or else as what it stands on, and blocks as their page. */
export const applySharing = (workspace: Workspace, id: string, declaredIds: DeclaredIds, inherited = true): void => {
  const node = workspace.nodes.get(id)
  if (node === undefined || (node.kind !== 'block' && !declaredIds.has(id))) return
  node.shared = declaredIds.get(id) ?? inherited
  for (const each of childIds(node)) applySharing(workspace, each, declaredIds, node.shared)
}
