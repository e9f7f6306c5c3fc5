/** A new data source. Its only property is the title, as every schema has exactly one. */
import { stampNow } from '../state/tree.js'
import type { DatabaseNode, DataSourceNode, Property } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'

/** A new data source with only a title property, not yet in the workspace. */
export const newDataSource = (workspace: Workspace, database: DatabaseNode, titleName: string): DataSourceNode => ({
  kind: 'data_source',
  id: workspace.newId(),
  parent: { type: 'database_id', database_id: database.id },
  ...stampNow(workspace),
  inTrash: false,
  shared: true,
  title: [],
  description: [],
  icon: null,
  cover: null,
  publicUrl: null,
  url: undefined,
  properties: new Map<string, Property>([
    ['title', { id: 'title', name: titleName, type: 'title', description: null, config: {} }],
  ]),
  rows: [],
  templates: [],
  defaultTemplate: undefined,
  uniqueIds: 0,
  open: false,
})
