import type { DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import { propertiesOf } from './find.js'
import { kindOf } from './registry.js'

/** The properties that responses contain: without those that lead to a data source that is not shared. */
export const shownProperties = (workspace: Workspace, source: DataSourceNode | undefined): ReadonlyArray<Property> => {
  const all = propertiesOf(source)
  return all.filter((property) => kindOf(property.type).isShown?.(workspace, property, all) ?? true)
}
