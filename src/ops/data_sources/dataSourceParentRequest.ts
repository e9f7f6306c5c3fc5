/** The parent of a new or moved data source. */

/** The parent database of a data source, by its id or its URL. */
export interface DataSourceParentRequest {
  readonly type?: 'database_id' | undefined
  /** The id, with or without dashes, or the URL of the database. */
  readonly database_id: string
}
