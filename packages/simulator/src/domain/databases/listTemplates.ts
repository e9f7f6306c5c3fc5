/** Lists the templates of a data source: pages that queries of its rows do not return. */
import { plainTitle } from '../state/title.js'
import { isTrashed } from '../state/tree.js'
import type { DataSourceNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'

/** A template in a list. */
export interface ListedTemplate {
  readonly id: string
  readonly name: string
  readonly is_default: boolean
}

/** The templates of a data source whose title contains a text in any case. */
export const listTemplates = (
  workspace: Workspace,
  source: DataSourceNode,
  searched: string,
): ReadonlyArray<ListedTemplate> =>
  source.templates.flatMap((id) => {
    const page = workspace.nodes.get(id)
    if (page?.kind !== 'page' || !page.shared || isTrashed(workspace, page)) return []
    const name = plainTitle(page)
    return name.toLowerCase().includes(searched.toLowerCase())
      ? [{ id, name, is_default: source.defaultTemplate === id }]
      : []
  })
