import { isWithheld } from '../state/notShared.js'
import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { asString } from '../values/json.js'
import { propertiesOf } from './registry.js'

/** A relation leads to rows; a rollup goes the way of its relation. */
const isShown = (workspace: Workspace, all: ReadonlyArray<Property>, { type, config }: Property): boolean => {
  if (type === 'relation') return !isWithheld(workspace, workspace.nodes.get(asString(config.data_source_id)))
  if (type !== 'rollup') return true
  const way = all.find(({ id }) => id === config.relation_property_id)
  return way?.type !== 'relation' || isShown(workspace, all, way)
}

/** The properties that answers show: those that lead to a data source that is not shared are left out. */
export const shownProperties = (workspace: Workspace, source: DataSourceNode | undefined): ReadonlyArray<Property> => {
  const all = [...propertiesOf(source)]
  return all.filter((property) => isShown(workspace, all, property))
}
