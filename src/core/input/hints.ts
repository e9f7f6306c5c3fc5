/**
 * What a 404 may mean: databases and data sources have ids of their own, which are easily mixed up.
 *
 * @internal
 */

/** Where the id of a database is asked for. */
export const DATABASE_HINT = 'the database_id may be that of a data source: see getDataSource'

/** Where the id of a data source is asked for. */
export const DATA_SOURCE_HINT = 'the data_source_id may be that of a database: see getDatabase'
