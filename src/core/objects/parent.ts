/** The parent of an object. */
import type { Type } from 'io-ts'
import { literal, string, tagged, type UnknownType } from '../schema/combinators.js'

/** The parent of a page, block, database or data source. */
export type Parent =
  | { readonly type: 'page_id'; readonly page_id: string }
  | { readonly type: 'block_id'; readonly block_id: string }
  | { readonly type: 'database_id'; readonly database_id: string }
  | { readonly type: 'data_source_id'; readonly data_source_id: string; readonly database_id?: string }
  | { readonly type: 'agent_id'; readonly agent_id: string }
  | { readonly type: 'workspace'; readonly workspace: true }
  | { readonly type: UnknownType }

/** The parent of a page, block, database or data source. */
export const Parent: Type<Parent> = tagged<Parent>({
  page_id: string,
  block_id: string,
  database_id: string,
  data_source_id: string,
  agent_id: string,
  workspace: literal(true),
})
