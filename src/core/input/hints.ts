/**
 * Hints for a 404: the ids of databases and data sources differ, and are easily confused.
 *
 * @internal
 */

/** The hint for a `database_id`. */
export const DATABASE_HINT = 'the database_id may be the id of a data source: see getDataSource'

/** The hint for a `data_source_id`. */
export const DATA_SOURCE_HINT = 'the data_source_id may be the id of a database: see getDatabase'
