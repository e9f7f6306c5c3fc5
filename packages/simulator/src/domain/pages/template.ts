/**
 * Templates of data sources. As in the API, they are applied after the response, which does not contain their content.
 */
import { copyBlocks } from '../blocks/addBlocks.js'
import { invalid } from '../errors.js'
import { sourceOf } from '../properties/find.js'
import { kindOf } from '../properties/registry.js'
import { findPage } from '../state/find.js'
import type { DataSourceNode, PageNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { type Check, fields, oneOf, optional, string, uuid } from '../validate/check.js'
import { bodyId } from '../values/id.js'
import { asObject, type Json, type JsonObject } from '../values/json.js'

/** Checks a template in a request; `none` is only for a new page. */
export const templateCheck =
  (...types: ReadonlyArray<string>): Check =>
  (value, path) => [
    ...fields({ type: oneOf(...types), timezone: optional(string()) })(value, path),
    ...(asObject(value).type === 'template_id' ? fields({ template_id: uuid })(value, path) : []),
  ]

/** The template that a checked request names; undefined for none. */
export const findTemplate = (
  workspace: Workspace,
  parent: PageNode | DataSourceNode | undefined,
  requested: JsonObject,
): PageNode | undefined => {
  if (requested.type === undefined || requested.type === 'none') return undefined
  if (parent?.kind !== 'data_source') throw invalid('Templates can only be applied to pages in a data source.')
  const id = requested.type === 'template_id' ? bodyId(requested.template_id) : parent.defaultTemplate
  // The templates of a data source whose schema is unknown are not known either.
  if (parent.open && (id === undefined || !workspace.nodes.has(id))) return undefined
  if (requested.type === 'template_id') return findPage(workspace, bodyId(requested.template_id))
  if (parent.defaultTemplate === undefined) throw invalid(`Data source ${parent.id} has no default template.`)
  return findPage(workspace, parent.defaultTemplate)
}

const isBlank = (value: Json | undefined): boolean =>
  value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0)

/** A page that was created or updated. Its template is applied after the response, as by the API. */
export interface WrittenPage {
  readonly page: PageNode
  readonly applyTemplate: () => void
}

/** Applies a template to a page: missing values, icon, cover and blocks. */
export const applyTemplate = (workspace: Workspace, page: PageNode, model: PageNode | undefined): void => {
  if (model === undefined) return
  const ownToRow = new Set(
    [...(sourceOf(workspace, page)?.properties.values() ?? [])]
      .filter((each) => kindOf(each.type).ownToRow === true)
      .map((each) => each.id),
  )
  for (const [id, value] of model.values)
    if (isBlank(page.values.get(id)) && !ownToRow.has(id)) page.values.set(id, value)
  page.icon = page.icon ?? model.icon
  page.cover = page.cover ?? model.cover
  copyBlocks(workspace, model, page)
}
