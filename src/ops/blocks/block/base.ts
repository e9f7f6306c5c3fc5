/** The fields that all blocks have. */
import type { Type } from 'io-ts'
import { Parent } from '../../../core/objects/parent.js'
import { type PartialUser, type User, UserOrPartial } from '../../../core/objects/user.js'
import { boolean, literal, string, struct } from '../../../core/schema/combinators.js'

/** The fields that all blocks have, whatever their type. */
export interface BlockBase {
  readonly object: 'block'
  /** A UUID with dashes; for a `child_page`, the id of the page. */
  readonly id: string
  /** The block or page that contains it. */
  readonly parent: Parent
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601, rounded down to the minute by Notion. */
  readonly last_edited_time: string
  /** Usually only the id; `getUser` returns the rest. */
  readonly created_by: User | PartialUser
  /** Usually only the id; `getUser` returns the rest. */
  readonly last_edited_by: User | PartialUser
  /** Whether it has children, which `getBlockChildren` returns. */
  readonly has_children: boolean
  /** Whether it is in the trash; if absent, see `archived`. */
  readonly in_trash?: boolean
  /** The former name of `in_trash`; absent in version 2026-03-11. */
  readonly archived?: boolean
  /** The id of the request, if the block is the whole response. */
  readonly request_id?: string
}

/** The fields that all blocks have, whatever their type. */
export const BlockBase: Type<BlockBase> = struct<BlockBase>(
  {
    object: literal('block'),
    id: string,
    parent: Parent,
    created_time: string,
    last_edited_time: string,
    created_by: UserOrPartial,
    last_edited_by: UserOrPartial,
    has_children: boolean,
  },
  { in_trash: boolean, archived: boolean, request_id: string },
)

/** The content of a block without settings. */
export interface NoContent {
  readonly [name: string]: unknown
}
