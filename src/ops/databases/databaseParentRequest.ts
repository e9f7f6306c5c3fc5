/** Parents of new or moved databases and data sources. */
import type { AbsentBesideAnotherParent } from '../../core/schema/absent.js'
import type { Without } from '../../core/schema/exactlyOne.js'

/** A page, by its id or its URL. */
export type PageParentRequest = { readonly type?: 'page_id' | undefined; readonly page_id: string } & Without<
  'workspace',
  AbsentBesideAnotherParent
>

/** The top level of the workspace; only for connections that act for a user. */
export type WorkspaceParentRequest = { readonly type?: 'workspace' | undefined; readonly workspace: true } & Without<
  'page_id',
  AbsentBesideAnotherParent
>

/** The parent of a database. */
export type DatabaseParentRequest = PageParentRequest | WorkspaceParentRequest

/** The parent database of a data source, by its id or its URL. */
export interface DataSourceParentRequest {
  readonly type?: 'database_id' | undefined
  /** The id, with or without dashes, or the URL of the database. */
  readonly database_id: string
}
