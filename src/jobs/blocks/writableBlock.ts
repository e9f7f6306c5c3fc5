/**
 * Converts one block that was read for writing, without its children.
 *
 * @internal
 */
import { isRecord, type JsonObject } from '../../core/internal/json.js'
import {
  isExpression,
  isUrl,
  isWebUrl,
  type Lose,
  type WritableFile,
  writableCaption,
  writableColor,
  writableFile,
  writableIcon,
  writableRuns,
} from './writableText.js'

/** A block as it can be written: its type, its content, and the hosted files in it. */
export interface WritableBlock {
  readonly type: string
  readonly content: JsonObject
  /** The hosted files, by the keys that lead to their place in the content. */
  readonly hosted: ReadonlyArray<{
    readonly at: ReadonlyArray<string>
    readonly file: NonNullable<WritableFile['hosted']>
  }>
}

const TEXT = /^(paragraph|heading_[1-4]|(bulleted|numbered)_list_item|quote|to_do|toggle|callout)$/
const MEDIA = /^(image|video|pdf|file|audio)$/
const EMPTY = /^(divider|breadcrumb|tab|column_list)$/

const CANNOT = 'the API cannot create it'

type Convert = (content: JsonObject, lose: Lose, type: string) => WritableBlock | undefined

/** The fields of some types in addition to text and color, unless they have their default values. */
const settingsOf = ({ is_toggleable, checked }: JsonObject): JsonObject => ({
  ...(is_toggleable === true && { is_toggleable }),
  ...(checked === true && { checked }),
})

const text: Convert = (content, lose, type) => {
  const { rich_text, color, icon, list_start_index, list_format } = content
  if (list_start_index !== undefined) lose('list_start_index', 'the API cannot set it; the list starts at 1')
  if (list_format !== undefined) lose('list_format', 'the API cannot set it')
  const written = icon ? writableIcon(icon) : undefined
  if (icon && !written) lose('icon', CANNOT)
  if (type === 'callout' && icon === null)
    lose('icon', 'the API cannot create a callout without an icon; it gets the default one')
  return {
    type,
    content: {
      rich_text: writableRuns(rich_text, lose),
      ...writableColor(color, lose),
      ...settingsOf(content),
      ...(written && { icon: written.request }),
    },
    hosted: written?.hosted ? [{ at: ['icon'], file: written.hosted }] : [],
  }
}

const of = (type: string, content: JsonObject): WritableBlock => ({ type, content, hosted: [] })

const captionOf = (caption: unknown, lose: Lose): { readonly caption?: ReadonlyArray<JsonObject> } => {
  const written = writableCaption(caption, lose)
  return written.length > 0 ? { caption: written } : {}
}

const media: Convert = (content, lose, type) => {
  const written = writableFile(content, type === 'image' ? isWebUrl : (url): url is string => isUrl(url))
  if (!written) return undefined
  const name = type === 'file' && typeof content.name === 'string' && content.name !== '' ? { name: content.name } : {}
  return {
    type,
    content: { ...written.request, ...captionOf(content.caption, lose), ...name },
    hosted: written.hosted ? [{ at: [], file: written.hosted }] : [],
  }
}

const link: Convert = ({ url, caption }, lose, type) => {
  if (!isUrl(url)) return undefined
  if (type !== 'link_preview') return of(type, { url, ...captionOf(caption, lose) })
  lose('link_preview', `${CANNOT}; written as a bookmark`)
  return of('bookmark', { url })
}

const equation: Convert = ({ expression }, lose) => {
  if (isExpression(expression)) return of('equation', { expression })
  lose('equation', 'the API accepts 1000 characters; written as LaTeX code')
  return of('code', {
    rich_text: writableRuns([{ type: 'text', text: { content: `${expression}` } }], lose),
    language: 'latex',
  })
}

const OTHERS: Readonly<Record<string, Convert>> = {
  template: ({ rich_text }, lose, type) => of(type, { rich_text: writableRuns(rich_text, lose) }),
  code: ({ rich_text, caption, language }, lose, type) =>
    of(type, { rich_text: writableRuns(rich_text, lose), ...captionOf(caption, lose), language }),
  equation,
  table_of_contents: ({ color }, lose, type) => of(type, writableColor(color, lose)),
  column: ({ width_ratio }, _, type) => of(type, width_ratio === undefined ? {} : { width_ratio }),
  table: ({ table_width, has_column_header, has_row_header }, _, type) =>
    of(type, { table_width, has_column_header, has_row_header }),
  table_row: ({ cells }, lose, type) =>
    of(type, { cells: Array.isArray(cells) ? cells.map((cell) => writableCaption(cell, lose)) : [] }),
  synced_block: ({ synced_from }, _, type) => {
    const block_id = isRecord(synced_from) ? synced_from.block_id : undefined
    return of(type, { synced_from: typeof block_id === 'string' ? { block_id } : null })
  },
  link_to_page: (content, _, type) => {
    const target = `${content.type}`
    return /^(page|database|comment)_id$/.test(target)
      ? of(type, { type: target, [target]: content[target] })
      : undefined
  },
  embed: link,
  bookmark: link,
  link_preview: link,
}

/** A block converted for writing; `undefined` if it cannot be written, which is reported. */
export const writableBlock = (block: JsonObject, lose: Lose): WritableBlock | undefined => {
  const type = `${block.type}`
  const content = block[type]
  const convert = TEXT.test(type)
    ? text
    : MEDIA.test(type)
      ? media
      : Object.hasOwn(OTHERS, type)
        ? OTHERS[type]
        : undefined
  if (EMPTY.test(type)) return of(type, {})
  const written = isRecord(content) ? convert?.(content, lose, type) : undefined
  if (!written) lose('block', convert ? `the API does not accept its ${MEDIA.test(type) ? 'file' : 'address'}` : CANNOT)
  return written
}
