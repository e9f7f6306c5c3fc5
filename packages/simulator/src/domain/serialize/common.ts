/** What responses share: times and authors, the trash, addresses of pages, and the envelope of lists. */
import { NOTION_BASE_URL } from '../richText/notionAddress.js'
import type { Stamp } from '../state/types.js'
import type { Json, JsonObject } from '../values/json.js'
import { toMinute } from '../values/time.js'
import { isLegacy, type Version } from '../version.js'

/** A user by id alone. */
export const partialUser = (id: string): JsonObject => ({ object: 'user', id })

/** `created_time`, `last_edited_time` and the two users. */
export const stampOf = (stamp: Stamp): JsonObject => ({
  created_time: toMinute(stamp.createdTime),
  last_edited_time: toMinute(stamp.lastEditedTime),
  created_by: partialUser(stamp.createdBy),
  last_edited_by: partialUser(stamp.lastEditedBy),
})

/** `in_trash`, and `archived` in versions that still have it. */
export const trashOf = (trashed: boolean, version: Version): JsonObject =>
  isLegacy(version) ? { archived: trashed, in_trash: trashed } : { in_trash: trashed }

/** A field of a response, omitted when the loaded object did not contain it. */
export const optionalField = (key: string, value: Json | undefined): JsonObject =>
  value === undefined ? {} : { [key]: value }

/** The readable part of the address of a page: English words joined by dashes. */
const slug = (title: string): string =>
  title
    .replaceAll(/\W+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 100)

/** The address of a page. */
export const pageUrl = (title: string, bareId: string, place = NOTION_BASE_URL): string => {
  const slugged = slug(title)
  return `${place}/${slugged === '' ? '' : `${slugged}-`}${bareId}`
}

/** The type of a list's elements: the key that a list envelope carries. */
export type ListType =
  | 'block'
  | 'page_or_data_source'
  | 'user'
  | 'comment'
  | 'file_upload'
  | 'view'
  | 'page'
  | 'session'
  | 'session_event'

/** A list response. */
export const listOf = (type: ListType, results: ReadonlyArray<Json>, nextCursor: string | null = null): JsonObject => ({
  object: 'list',
  results,
  next_cursor: nextCursor,
  has_more: nextCursor !== null,
  type,
  [type]: {},
})
