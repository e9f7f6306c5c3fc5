/** Databases and data sources in responses. The schema is in the data source; the database lists its data sources. */
import { inResponseOrder, serializeConfig } from '../properties/serializeProperty.js'
import { shownProperties } from '../properties/shown.js'
import { notionAddress } from '../richText/notionAddress.js'
import { isNotShared } from '../state/isNotShared.js'
import { DEFAULT_NAME, plainTitle } from '../state/title.js'
import { isTrashed } from '../state/tree.js'
import type { DatabaseNode, DataSourceNode } from '../state/types.js'
import type { Workspace } from '../state/workspace.js'
import type { JsonObject } from '../values/json.js'
import { toMillisecond } from '../values/time.js'
import { NEWEST, type Version } from '../version.js'
import { optionalField, stampOf, trashOf } from './common.js'

/** A database in a response, with the ids and names of its data sources. */
export const serializeDatabase = (workspace: Workspace, database: DatabaseNode, version: Version): JsonObject => ({
  object: 'database',
  id: database.id,
  title: database.title,
  ...optionalField('description', database.description),
  parent: database.parent,
  is_inline: database.isInline,
  ...trashOf(isTrashed(workspace, database), database.omitsArchived === true ? NEWEST : version),
  ...optionalField('is_locked', database.isLocked),
  created_time: toMillisecond(database.createdTime),
  last_edited_time: toMillisecond(database.lastEditedTime),
  data_sources: database.dataSources.flatMap((id) => {
    const source = workspace.nodes.get(id)
    return source === undefined || source.inTrash || isNotShared(workspace, source)
      ? []
      : [{ id, name: plainTitle(source) || DEFAULT_NAME }]
  }),
  icon: database.icon,
  cover: database.cover,
  url: database.url ?? notionAddress(database.id),
  public_url: database.publicUrl,
})

/** A data source in a response, with its schema. */
export const serializeDataSource = (workspace: Workspace, source: DataSourceNode, version: Version): JsonObject => {
  const database = workspace.nodes.get(String(source.parent.database_id ?? ''))
  const container = database?.kind === 'database' ? database : undefined
  return {
    object: 'data_source',
    id: source.id,
    cover: source.cover,
    icon: source.icon,
    ...stampOf(source),
    title: source.title,
    description: source.description,
    is_inline: container?.isInline ?? false,
    properties: Object.fromEntries(
      inResponseOrder(shownProperties(workspace, source)).map((property) => [
        property.name,
        serializeConfig(workspace, property),
      ]),
    ),
    parent: source.parent,
    database_parent: container?.parent ?? { type: 'workspace', workspace: true },
    url: source.url ?? container?.url ?? notionAddress(container?.id ?? source.id),
    public_url: source.publicUrl,
    ...trashOf(isTrashed(workspace, source), version),
  }
}
