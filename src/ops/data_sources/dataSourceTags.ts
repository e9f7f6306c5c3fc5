/**
 * What an answer that holds a data source depends on.
 *
 * @internal
 */

import { objectTag, type Tag } from '../../core/call/tag.js'
import { type DataSource, isFullDataSource, type PartialDataSource } from './dataSource.js'

/** A data source and the database that it belongs to, some of whose traits it repeats. */
export const dataSourceTags = (dataSource: DataSource | PartialDataSource): ReadonlyArray<Tag> => [
  objectTag(dataSource.id),
  ...(isFullDataSource(dataSource) && dataSource.parent.type === 'database_id'
    ? [objectTag(dataSource.parent.database_id)]
    : []),
]
