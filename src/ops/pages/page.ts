/** Pages, whole or by their id alone. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { type Cover, FileObject } from '../../core/objects/file.js'
import { Icon } from '../../core/objects/icon.js'
import { Parent } from '../../core/objects/parent.js'
import { type PartialUser, type User, UserOrPartial } from '../../core/objects/user.js'
import { boolean, both, dict, either, literal, nullable, string, struct } from '../../core/schema/combinators.js'
import { PropertyValue } from '../../props/propertyValue.js'

/** A page of which only the id is told, where the connection may write but not read. */
export interface PartialPage {
  readonly object: 'page'
  /** A UUID with dashes. */
  readonly id: string
}

/**
 * A page and its properties, not its content.
 *
 * @see https://developers.notion.com/reference/page
 */
export interface Page extends PartialPage {
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601, rounded down to the minute by Notion. */
  readonly last_edited_time: string
  /** Notion mostly gives the id alone; `getUser` gives the rest. */
  readonly created_by: User | PartialUser
  /** Notion mostly gives the id alone; `getUser` gives the rest. */
  readonly last_edited_by: User | PartialUser
  /** Whether it is in the trash; where it is absent, `archived` tells. */
  readonly in_trash?: boolean
  /** The older name of `in_trash`; absent in version 2026-03-11. */
  readonly archived?: boolean
  /** Whether it is archived; a field beside `in_trash`, which older answers lack. */
  readonly is_archived?: boolean
  /** Whether it is locked against edits in Notion's own app. */
  readonly is_locked?: boolean
  /** Where it is in Notion. */
  readonly url: string
  /** Where everybody can read it; `null` where it is not published. */
  readonly public_url?: string | null
  /** What it is in: for a row, its data source. */
  readonly parent: Parent
  /** The values by the names of their properties. References beyond the 25th are left out of lists. */
  readonly properties: { readonly [name: string]: PropertyValue }
  /** `null` where it has none. */
  readonly icon: Icon | null
  /** `null` where it has none. */
  readonly cover: Cover | null
  /** Notion's id of the request, where the page is the whole answer. */
  readonly request_id?: string
}

/** A page of which only the id is told. */
export const PartialPage: Type<PartialPage> = struct<PartialPage>({ object: literal('page'), id: string })

/** A page and its properties. */
export const Page: Type<Page> = struct<Page>(
  {
    object: literal('page'),
    id: string,
    created_time: string,
    last_edited_time: string,
    created_by: UserOrPartial,
    last_edited_by: UserOrPartial,
    url: string,
    parent: Parent,
    properties: dict(PropertyValue),
    icon: nullable(Icon),
    cover: nullable(FileObject),
  },
  {
    in_trash: boolean,
    archived: boolean,
    is_archived: boolean,
    is_locked: boolean,
    public_url: nullable(string),
    request_id: string,
  },
)

/** What a page that has properties is not: so a whole page with a fault is not taken for a partial one. */
const NoProperties: Type<{ readonly properties?: never }> = struct<{ readonly properties?: never }>(
  {},
  { properties: literal<never>() },
)

/** A page, whole or by its id alone. */
export const PageOrPartial: Type<Page | PartialPage> = either(Page, both(PartialPage, NoProperties))

/** Whether everything about a page is there. */
export const isFullPage = (page: { readonly object: string }): page is Page =>
  tryTo(() => page.object === 'page' && 'properties' in page && 'url' in page, false)
