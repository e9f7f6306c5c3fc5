/**
 * The changes that an update has to make in a block.
 *
 * @internal
 */
import { isRecord, type JsonObject } from '../../../core/internal/json.js'
import type { ComparableFields } from './comparableFields.js'

/** Fields that an update cannot change. */
const FIXED = /^(table_width|source|synced_from|list_start_index|list_format|content)$/

/** The value that the update sets for a field that a new block omits. */
const DEFAULTS: JsonObject = {
  color: 'default',
  caption: [],
  checked: false,
  is_toggleable: false,
  has_column_header: false,
  has_row_header: false,
}

/** An existing block. */
interface Present {
  readonly type: string
  readonly fields: ComparableFields
  /** Whether an update with this type applies to this block. */
  readonly isUpdatable: boolean
  /** Whether it has children now. */
  readonly hasChildren: boolean
}

/** The new block; both have the same type. */
interface Intended {
  readonly fields: ComparableFields
  /** The content under the name of its type in the request. */
  readonly content: JsonObject
}

/** Whether the icon is the one that Notion gives to a new callout, although the block has none: reading it gives no icon either. */
const isNoIcon = (name: string, { fields }: Present, { content }: Intended): boolean =>
  name === 'icon' && fields.icon === 'none' && (content.icon ?? undefined) === undefined

/** The names of the fields that differ. */
export const changedFields = (present: Present, intended: Intended): ReadonlyArray<string> =>
  Object.keys(intended.fields).filter(
    // A field that a new block omits, and for which Notion has no default, keeps its current value: it does not count as a field.
    (name) => intended.fields[name] !== present.fields[name] && !isNoIcon(name, present, intended),
  )

/** An icon that an update can set: any icon except a file hosted by Notion. */
const isIcon = (icon: unknown): boolean => isRecord(icon) && icon.type !== 'file'

/** Whether an update can change a field. An icon cannot be removed, and a heading with children stays a toggle. */
const isUpdatable = (name: string, { isUpdatable, hasChildren }: Present, { content }: Intended): boolean =>
  isUpdatable &&
  !FIXED.test(name) &&
  !(name === 'icon' && !isIcon(content.icon)) &&
  !(name === 'is_toggleable' && content.is_toggleable !== true && hasChildren)

/** Whether an update can change all of the fields. */
export const areUpdatable = (names: ReadonlyArray<string>, present: Present, intended: Intended): boolean =>
  names.every((name) => isUpdatable(name, present, intended))

/** The keys of a request that a field comes from. */
const keyOf = (name: string, content: JsonObject): string =>
  name === 'target' ? `${['page_id', 'database_id', 'comment_id'].find((key) => content[key] !== undefined)}` : name

/** The content of an update: the fields that change, and the text, which an update of a text block always has. */
export const updateContent = (names: ReadonlyArray<string>, content: JsonObject): JsonObject =>
  Object.fromEntries(
    [...new Set([...(content.rich_text === undefined ? [] : ['rich_text']), ...names])].map((name) => {
      const key = keyOf(name, content)
      return [key, content[key] ?? DEFAULTS[key]]
    }),
  )
