/**
 * Cache tags of responses that contain a data source.
 *
 * @internal
 */

import { objectTag, type Tag } from '../../core/call/tag.js'
import { type DataSource, isFullDataSource, type PartialDataSource } from './dataSource.js'

/** The data source and its database, some of whose fields it repeats. */
export const dataSourceTags = (dataSource: DataSource | PartialDataSource): ReadonlyArray<Tag> => [
  objectTag(dataSource.id),
  ...(isFullDataSource(dataSource) && dataSource.parent.type === 'database_id'
    ? [objectTag(dataSource.parent.database_id)]
    : []),
]
