/** What all blocks have. */
import type { Type } from 'io-ts'
import { Parent } from '../../../core/objects/parent.js'
import { type PartialUser, type User, UserOrPartial } from '../../../core/objects/user.js'
import { boolean, literal, string, struct } from '../../../core/schema/combinators.js'

/** What all blocks have, whatever their type. */
export interface BlockBase {
  readonly object: 'block'
  /** A UUID with dashes; of a `child_page` it is the id of the page. */
  readonly id: string
  /** The block or page it is in. */
  readonly parent: Parent
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601, rounded down to the minute by Notion. */
  readonly last_edited_time: string
  /** Notion mostly gives the id alone; `getUser` gives the rest. */
  readonly created_by: User | PartialUser
  /** Notion mostly gives the id alone; `getUser` gives the rest. */
  readonly last_edited_by: User | PartialUser
  /** Whether `getBlockChildren` would find any. Children never come with their block. */
  readonly has_children: boolean
  /** Whether it is in the trash; where it is absent, `archived` tells. */
  readonly in_trash?: boolean
  /** The older name of `in_trash`; absent in version 2026-03-11. */
  readonly archived?: boolean
  /** Notion's id of the request, where the block is the whole answer. */
  readonly request_id?: string
}

/** What all blocks have, whatever their type. */
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

/** What a block holds that has nothing but its place. */
export interface NoContent {
  readonly [name: string]: unknown
}
