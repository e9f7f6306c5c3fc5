import { renamed } from '../formula/references.js'
import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asString } from '../values/json.js'

/** Names again what a rollup looks at, if that is a property of the source that changed. */
const followRollup = (workspace: Workspace, holder: DataSourceNode, source: DataSourceNode, rollup: Property): void => {
  const relation = holder.properties.get(asString(rollup.config.relation_property_id))
  const target = workspace.nodes.get(asString(relation?.config.data_source_id))
  if (relation === undefined || (holder.id !== source.id && target?.id !== source.id)) return
  const rolled =
    target?.kind === 'data_source' ? target.properties.get(asString(rollup.config.rollup_property_id)) : undefined
  rollup.config = {
    ...rollup.config,
    relation_property_name: relation.name,
    rollup_property_name: rolled?.name ?? rollup.config.rollup_property_name ?? '',
  }
}

/** Keeps the formulas and rollups that name properties of a data source in step with a change of its schema. */
export const followNames = (
  workspace: Workspace,
  source: DataSourceNode,
  before: ReadonlyMap<string, Property>,
): void => {
  const renames = new Map(
    [...before].flatMap(([id, old]): ReadonlyArray<[string, string]> => {
      const next = source.properties.get(id)
      return next === undefined || next.name === old.name ? [] : [[old.name, next.name]]
    }),
  )
  if (renames.size === 0) return
  for (const property of source.properties.values())
    if (property.type === 'formula')
      property.config = { ...property.config, expression: renamed(asString(property.config.expression), renames) }
  for (const holder of workspace.nodes.values()) {
    if (holder.kind !== 'data_source') continue
    for (const property of holder.properties.values())
      if (property.type === 'rollup') followRollup(workspace, holder, source, property)
  }
}
