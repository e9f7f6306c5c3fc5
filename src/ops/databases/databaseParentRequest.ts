/** What a new or moved object is to belong to. */
import type { AbsentBesideAnotherParent } from '../../core/schema/absent.js'
import type { Without } from '../../core/schema/exactlyOne.js'

/** A page, by its id or its address. */
export type PageParentRequest = { readonly type?: 'page_id' | undefined; readonly page_id: string } & Without<
  'workspace',
  AbsentBesideAnotherParent
>

/** The top of the workspace; only for connections that act for a user. */
export type WorkspaceParentRequest = { readonly type?: 'workspace' | undefined; readonly workspace: true } & Without<
  'page_id',
  AbsentBesideAnotherParent
>

/** What a database is to belong to. */
export type DatabaseParentRequest = PageParentRequest | WorkspaceParentRequest

/** The database that a data source is to belong to, by its id or its address. */
export interface DataSourceParentRequest {
  readonly type?: 'database_id' | undefined
  /** With dashes or without, or the address of the database. */
  readonly database_id: string
}
