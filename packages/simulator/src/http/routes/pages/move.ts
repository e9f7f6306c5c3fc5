import { invalid } from '../../../domain/errors.js'
import { sourceOf } from '../../../domain/properties/find.js'
import { kindOf, serializeProperty } from '../../../domain/properties/registry.js'
import { clearRelations, initializeRow } from '../../../domain/properties/values.js'
import { serializePage } from '../../../domain/serialize/page.js'
import { assertNotInTrash, findPage, parentRecord } from '../../../domain/state/find.js'
import { ancestors, atEnd, detach, insertAt, touch } from '../../../domain/state/tree.js'
import type { DataSourceNode, PageNode, Property } from '../../../domain/state/types.js'
import type { Workspace } from '../../../domain/state/workspace.js'
import { assertValid, fields } from '../../../domain/validate/check.js'
import { asObject, type Json, type JsonObject } from '../../../domain/values/json.js'
import { type ApiRequest, pathId } from '../../route.js'
import { parentCheck } from '../common.js'
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

/** `POST /v1/pages/{page_id}/move` */
export const movePage = (request: ApiRequest): JsonObject => {
  const { workspace, body } = request
  const id = pathId(request, 'page_id')
  assertValid(fields({ parent: parentCheck('page_id', 'data_source_id') }, true), body, 'body')
  const page = findPage(workspace, id)
  assertNotInTrash(workspace, page)
  const parent = findParent(workspace, asObject(body.parent))
  assertNotInTrash(workspace, parent)
  if (parent.id === page.id || ancestors(workspace, parent).some((above) => above.id === page.id))
    throw invalid(`Cannot move page ${page.id} into itself or one of its descendants.`)
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
  return serializePage(workspace, page, request.version)
}
