/** The two sides of a two-way relation: a change of one, in the schema or in a value, is made on the other too. */
import { plainText } from '../../../richText/plainText.js'
import { pagesAmong } from '../../../state/tree.js'
import type { DataSourceNode, PageNode, Property } from '../../../state/types.js'
import type { Workspace } from '../../../state/workspace.js'
import { encodeId } from '../../../values/id.js'
import { asArray, asObject, asString } from '../../../values/json.js'
import { findProperty, newPropertyId } from '../../find.js'
import type { PropertyKind } from '../../kind.js'

/** The property on the other side of a two-way relation, and its data source. */
export interface OtherSide {
  readonly source: DataSourceNode
  readonly property: Property
}

/** The other side of a two-way relation; undefined for a one-way relation. */
export const otherSideOf = (workspace: Workspace, property: Property): OtherSide | undefined => {
  const id = asString(asObject(property.config.dual_property).synced_property_id)
  const source = workspace.nodes.get(asString(property.config.data_source_id))
  if (id === '' || source?.kind !== 'data_source') return undefined
  const other = findProperty(source.properties.values(), id)
  return other === undefined ? undefined : { source, property: other }
}

/** Fills the new other side with the rows that already relate to it: a one-way relation may become two-way. */
const fillOtherSide = (workspace: Workspace, source: DataSourceNode, property: Property, other: OtherSide): void => {
  // Collected first: many rows may relate to one.
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
  const { id } = other.property
  for (const [related, rows] of found) related.values.set(id, [...asArray(related.values.get(id)), ...rows])
}

/** Creates the other side of a new two-way relation. */
export const createOtherSide = (workspace: Workspace, source: DataSourceNode, property: Property): void => {
  const dual = asObject(property.config.dual_property)
  const target = workspace.nodes.get(asString(property.config.data_source_id))
  if (target?.kind !== 'data_source' || dual.synced_property_id !== undefined) return
  const requested =
    asString(dual.synced_property_name) || `Related to ${plainText(source.title) || 'Untitled'} (${property.name})`
  const taken = new Set([...target.properties.values()].map((each) => each.name))
  const numbered = [...taken].map((_, index) => `${requested} ${index + 1}`)
  const name = [requested, ...numbered].find((each) => !taken.has(each)) ?? requested
  const other: Property = {
    id: newPropertyId(workspace, target.properties),
    name,
    type: 'relation',
    description: null,
    config: {
      database_id: source.parent.database_id ?? source.id,
      data_source_id: source.id,
      type: 'dual_property',
      dual_property: { synced_property_name: property.name, synced_property_id: encodeId(property.id) },
    },
  }
  target.properties.set(other.id, other)
  property.config = {
    ...property.config,
    dual_property: { synced_property_name: name, synced_property_id: encodeId(other.id) },
  }
  fillOtherSide(workspace, source, property, { source: target, property: other })
}

/** Whether a relation points to another data source than before. */
export const isRetargeted = (old: Property, next: Property): boolean =>
  old.config.data_source_id !== next.config.data_source_id

/** A two-way relation whose other side is removed goes on as a one-way relation. */
export const release = (workspace: Workspace, old: Property, next: Property | undefined): void => {
  if (next?.type === 'relation' && !isRetargeted(old, next) && old.config.type === next.config.type) return
  const other = otherSideOf(workspace, old)
  if (other === undefined) return
  const { dual_property: _, ...rest } = other.property.config
  other.property.config = { ...rest, type: 'single_property', single_property: {} }
}

/** Rollups of a row were loaded with a result, which a change of their relation makes outdated. */
const dropLoadedRollups = (workspace: Workspace, page: PageNode, relation: Property): void => {
  const source = workspace.nodes.get(asString(page.parent.data_source_id))
  if (source?.kind !== 'data_source') return
  for (const { id, config } of source.properties.values())
    if (config.relation_property_id === relation.id) page.values.delete(id)
}

/** Writes to the other side of a two-way relation what was written to this one. */
export const afterWrite: NonNullable<PropertyKind['afterWrite']> = (workspace, page, property, before, after) => {
  dropLoadedRollups(workspace, page, property)
  const other = otherSideOf(workspace, property)
  if (other === undefined) return
  const [old, now] = [new Set(asArray(before)), new Set(asArray(after))]
  for (const id of new Set([...old, ...now])) {
    // What was related before stays where it is in the list of the other side.
    if (old.has(id) && now.has(id)) continue
    const related = workspace.nodes.get(asString(id))
    if (related?.kind !== 'page' || related.parent.data_source_id !== other.source.id) continue
    const back = asArray(related.values.get(other.property.id)).filter((each) => each !== page.id)
    related.values.set(other.property.id, now.has(id) ? [...back, page.id] : back)
    dropLoadedRollups(workspace, related, other.property)
  }
}
