/** Pages, complete or partial. */

import type { Type } from 'io-ts'
import { tryTo } from '../../core/internal/orUndefined.js'
import { type Cover, FileObject } from '../../core/objects/file.js'
import { Icon } from '../../core/objects/icon.js'
import { Parent } from '../../core/objects/parent.js'
import { type PartialUser, type User, UserOrPartial } from '../../core/objects/user.js'
import { boolean, both, dict, either, literal, nullable, string, struct } from '../../core/schema/combinators.js'
import { PropertyValue } from '../../props/propertyValue.js'

/** A page with only its id, for connections that can write but not read. */
export interface PartialPage {
  readonly object: 'page'
  /** A UUID with dashes. */
  readonly id: string
}

/**
 * A page and its properties, without its content.
 *
 * @see https://developers.notion.com/reference/page
 */
export interface Page extends PartialPage {
  /** ISO 8601. */
  readonly created_time: string
  /** ISO 8601, rounded down to the minute by Notion. */
  readonly last_edited_time: string
  /** Usually only the id; `getUser` returns the rest. */
  readonly created_by: User | PartialUser
  /** Usually only the id; `getUser` returns the rest. */
  readonly last_edited_by: User | PartialUser
  /** Whether it is in the trash; if absent, see `archived`. */
  readonly in_trash?: boolean
  /** The former name of `in_trash`; absent in version 2026-03-11. */
  readonly archived?: boolean
  /** Whether it is archived, which differs from `in_trash`; absent from older responses. */
  readonly is_archived?: boolean
  /** Whether it is locked for editing in the Notion app. */
  readonly is_locked?: boolean
  /** The URL in Notion. */
  readonly url: string
  /** The public URL; `null` if it is not published. */
  readonly public_url?: string | null
  /** What contains it: for a row, its data source. */
  readonly parent: Parent
  /** The property values, by name. At most 25 references of each property are included. */
  readonly properties: { readonly [name: string]: PropertyValue }
  /** `null` if it has none. */
  readonly icon: Icon | null
  /** `null` if it has none. */
  readonly cover: Cover | null
  /** The id of the request, if the page is the whole response. */
  readonly request_id?: string
}

/** A page with only its id. */
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

/** No `properties`: a complete page that is invalid must not pass as a partial one. */
const NoProperties: Type<{ readonly properties?: never }> = struct<{ readonly properties?: never }>(
  {},
  { properties: literal<never>() },
)

/** A page, complete or partial. */
export const PageOrPartial: Type<Page | PartialPage> = either(Page, both(PartialPage, NoProperties))

/**
 * Type guard: whether a page is complete, not partial.
 *
 * @example
 * import { type Context, collect, isFullPage, queryDataSource } from 'notion-fp'
 * import { pipe, TE } from 'notion-fp/fp'
 *
 * const urlsIn = (ctx: Context, data_source_id: string) =>
 *   pipe(
 *     collect(queryDataSource)(ctx, { data_source_id }),
 *     TE.map((rows) => rows.filter(isFullPage).map(({ url }) => url)),
 *   )
 */
export const isFullPage = (page: { readonly object: string }): page is Page =>
  tryTo(() => page.object === 'page' && 'properties' in page && 'url' in page, false)
