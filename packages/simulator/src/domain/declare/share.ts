import { standingIn } from '../state/tree.js'
import type { Workspace } from '../state/workspace.js'

/** What one declaration put into a workspace: ids, with whether they said themselves that they are shared. */
export type Planted = Map<string, boolean | undefined>

/** Shares what was planted as it said itself, or else as what it stands on, and blocks as their page. */
export const share = (workspace: Workspace, id: string, planted: Planted, above = true): void => {
  const node = workspace.nodes.get(id)
  if (node === undefined || (node.kind !== 'block' && !planted.has(id))) return
  node.shared = planted.get(id) ?? above
  for (const each of standingIn(node)) share(workspace, each, planted, node.shared)
}
