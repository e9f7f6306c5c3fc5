/** What a 404 may mean: databases and data sources have ids of their own, and are easily mixed up. */

/** Where the id of a database is asked for. */
export const DATABASE_HINT = 'the database_id may be the id of a data source, which getDataSource reads'

/** Where the id of a data source is asked for. */
export const DATA_SOURCE_HINT = 'the data_source_id may be the id of a database, whose data sources getDatabase tells'

/** The hint for a call with ids of such names; empty, where there is nothing to say. */
export const hints = (names: ReadonlySet<string>): string =>
  [
    ...(names.has('database_id') ? [DATABASE_HINT] : []),
    ...(names.has('data_source_id') ? [DATA_SOURCE_HINT] : []),
  ].join('; ')
