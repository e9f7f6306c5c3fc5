/**
 * Moves pages. In another data source, a page keeps its title and the values of properties with the same name and type.
 */
import { invalid } from '../errors.js'
import { sourceOf } from '../properties/find.js'
import { kindOf } from '../properties/registry.js'
import { serializeProperty } from '../properties/serializeProperty.js'
import { clearRelations, initializeRow } from '../properties/values.js'
import { assertNotInTrash, parentRecord } from '../state/find.js'
import { ancestors, atEnd, detach, insertAt, parentId, touch } from '../state/tree.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import type { Json, JsonObject } from '../values/json.js'
import { assertRowLimit } from './limits.js'
import { confirmPage, findParent } from './parent.js'

const movedValue = (workspace: Workspace, page: PageNode, old: Property, property: Property): Json | undefined => {
  const value = page.values.get(old.id)
  const { moves, store } = kindOf(property.type)
  if (value === undefined || moves === 'stored') return value
  return moves === 'restored'
    ? store(workspace, property, serializeProperty(workspace, page, old)[old.type] ?? null)
    : undefined
}

/** The values that a moved page keeps: the title, and those of properties with the same name and type. */
const movedValues = (
  workspace: Workspace,
  page: PageNode,
  from: DataSourceNode | undefined,
  to: DataSourceNode | undefined,
): Map<string, Json> => {
  if (from === to) return page.values
  const values = new Map<string, Json>([['title', page.values.get('title') ?? []]])
  for (const property of to?.properties.values() ?? []) {
    const old = [...(from?.properties.values() ?? [])].find(
      (each) => each.name === property.name && each.type === property.type,
    )
    const value = old === undefined ? undefined : movedValue(workspace, page, old, property)
    if (value !== undefined) values.set(property.id, value)
  }
  return values
}

/** Moves a page to the page or the data source that a checked parent names. */
export const movePage = (workspace: Workspace, page: PageNode, requested: JsonObject): void => {
  assertNotInTrash(workspace, page)
  const parent = findParent(workspace, requested)
  assertNotInTrash(workspace, parent)
  if (parent.id === page.id || ancestors(workspace, parent).some((above) => above.id === page.id))
    throw invalid(`Cannot move page ${page.id} into itself or one of its descendants.`)
  if (parentId(page) === parent.id) throw invalid(`Page ${page.id} is already in ${parent.id}.`)
  const source = parent.kind === 'data_source' ? parent : undefined
  const before = sourceOf(workspace, page)
  if (before !== source) assertRowLimit(workspace, parent)
  if (before !== undefined && before !== source) clearRelations(workspace, page, before)
  page.values = movedValues(workspace, page, before, source)
  detach(workspace, page)
  page.parent = parentRecord(parent)
  confirmPage(parent)
  confirmPage(page)
  insertAt(parent.kind === 'page' ? parent.children : parent.rows, [page.id], atEnd)
  if (source !== undefined) initializeRow(page, source)
  touch(workspace, page)
}
