import { plainText } from '../richText/richText.js'
import { pagesAmong } from '../state/tree.js'
import type { DataSourceNode, PageNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { encodeId } from '../values/id.js'
import { asArray, asObject, asString } from '../values/json.js'
import { findProperty, newPropertyId } from './find.js'

/** The other side of a two-way relation; undefined for any other property. */
export const partnerOf = (
  workspace: Workspace,
  { type, config }: Property,
): { readonly source: DataSourceNode; readonly property: Property } | undefined => {
  const id = type === 'relation' ? asString(asObject(config.dual_property).synced_property_id) : ''
  const source = workspace.nodes.get(asString(config.data_source_id))
  if (id === '' || source?.kind !== 'data_source') return undefined
  const property = findProperty(source.properties.values(), id)
  return property === undefined ? undefined : { source, property }
}

/** A two-way relation whose other side went away goes on as a one-way relation. */
export const release = (workspace: Workspace, property: Property): void => {
  const partner = partnerOf(workspace, property)
  if (partner === undefined) return
  const { dual_property: _, ...rest } = partner.property.config
  partner.property.config = { ...rest, type: 'single_property', single_property: {} }
}

/** Tells the rows of the other side of what already relates to them: a one-way relation may become a two-way one. */
const relateBack = (
  workspace: Workspace,
  source: DataSourceNode,
  property: Property,
  other: { readonly id: string; readonly source: DataSourceNode },
): void => {
  // Gathered first: many rows may relate to one.
  const found = new Map<PageNode, Array<string>>()
  for (const row of pagesAmong(workspace, source.rows)) {
    for (const id of asArray(row.values.get(property.id))) {
      const related = workspace.nodes.get(asString(id))
      if (related?.kind !== 'page' || related.parent.data_source_id !== other.source.id) continue
      const known = found.get(related)
      if (known === undefined) found.set(related, [row.id])
      else known.push(row.id)
    }
  }
  for (const [related, rows] of found) related.values.set(other.id, [...asArray(related.values.get(other.id)), ...rows])
}

/** Makes the other side of a new two-way relation. */
export const pair = (workspace: Workspace, source: DataSourceNode, property: Property): void => {
  const dual = asObject(property.config.dual_property)
  const target = workspace.nodes.get(asString(property.config.data_source_id))
  if (target?.kind !== 'data_source' || dual.synced_property_id !== undefined) return
  const wanted =
    asString(dual.synced_property_name) || `Related to ${plainText(source.title) || 'Untitled'} (${property.name})`
  const taken = new Set([...target.properties.values()].map((each) => each.name))
  const numbered = [...taken].map((_, index) => `${wanted} ${index + 1}`)
  const name = [wanted, ...numbered].find((each) => !taken.has(each)) ?? wanted
  const id = newPropertyId(workspace, target.properties)
  target.properties.set(id, {
    id,
    name,
    type: 'relation',
    description: null,
    config: {
      database_id: source.parent.database_id ?? source.id,
      data_source_id: source.id,
      type: 'dual_property',
      dual_property: { synced_property_name: property.name, synced_property_id: encodeId(property.id) },
    },
  })
  property.config = {
    ...property.config,
    dual_property: { synced_property_name: name, synced_property_id: encodeId(id) },
  }
  relateBack(workspace, source, property, { id, source: target })
}
