/** Parents of new or moved databases. */
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
