/**
 * The content of a block in a form for comparison, both of blocks that were read and of blocks to write.
 *
 * @internal
 */
import { isObject, isRecord, type JsonObject } from '../../../core/internal/json.js'

/** The content of a block by field: each as a text that is equal for equal content. A field without content is absent. */
export interface ComparableFields {
  readonly [name: string]: string
}

/** The types whose content is text, with a color. */
const TEXT = /^(paragraph|heading_[1-4]|bulleted_list_item|numbered_list_item|quote|to_do|toggle|callout)$/
const MEDIA = /^(image|video|pdf|file|audio)$/

/** An id in its shortest form. */
const idText = (id: unknown): string => `${id ?? ''}`.replaceAll('-', '').toLowerCase()

const NOTION_URL =
  /^(?:https?:\/\/(?:www\.|app\.)?notion\.(?:so|com))?\/(?:[^?#]*[^\da-f?#])?([\da-f]{32}|[\da-f-]{36})(?:\?[^#]*)?(#.*)?$/i

/** A URL without the parts that Notion adds. Notion returns a link to one of its pages as a path. */
const urlText = (url: unknown): string => {
  const text = typeof url === 'string' ? url : ''
  const page = NOTION_URL.exec(text)
  return page ? `/${idText(page[1])}${idText(page[2])}` : text.replace(/^(https?:\/\/[^/?#]+)\/$/i, '$1')
}

/** A time in milliseconds, whatever its format; a date unchanged. */
const timeText = (time: unknown): string => {
  const text = typeof time === 'string' ? time : ''
  const ms = text.includes('T') ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? text : `${ms}`
}

/** Anything else: JSON with sorted names. */
const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    isRecord(part) ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1))) : part,
  )

const mentionText = (mention: JsonObject): string => {
  const { user, date, page, database, custom_emoji, template_mention, link_preview, link_mention } = mention
  for (const [kind, referred] of Object.entries({ user, page, database, custom_emoji })) {
    if (isObject(referred)) return `${kind} ${idText(referred.id)}`
  }
  if (isObject(date)) return `date ${timeText(date.start)} ${timeText(date.end)} ${date.time_zone ?? ''}`
  if (isObject(template_mention)) {
    return `template ${template_mention.template_mention_date ?? ''} ${template_mention.template_mention_user ?? ''}`
  }
  if (isObject(link_preview)) return `link ${urlText(link_preview.url)}`
  return isObject(link_mention) ? `link ${urlText(link_mention.href)}` : jsonText(mention)
}

const FLAGS = ['bold', 'italic', 'strikethrough', 'underline', 'code'] as const

const styleText = (annotations: unknown): string => {
  const given = isObject(annotations) ? annotations : {}
  const { color } = given
  return `${FLAGS.map((flag) => (given[flag] === true ? flag.charAt(0) : '')).join('')}:${color ?? 'default'}`
}

/**
 * Rich text. Neighbouring texts of one style count as one: how a long text is split does not matter.
 *
 * The separators are control characters, which no text contains.
 */
export const richTextText = (runs: unknown): string => {
  const parts: Array<string> = []
  let last: string | undefined
  for (const run of Array.isArray(runs) ? Array.from<unknown>(runs) : []) {
    if (!isObject(run)) continue
    const { text, mention, equation } = run
    if (isObject(text)) {
      const style = `${styleText(run.annotations)} ${isObject(text.link) ? urlText(text.link.url) : ''}`
      if (text.content === '') continue
      if (style !== last) parts.push('\u0001', style, '\u0002')
      parts.push(`${text.content}`)
      last = style
    } else {
      const what = isObject(mention)
        ? mentionText(mention)
        : isObject(equation)
          ? `equation ${equation.expression}`
          : jsonText(run)
      parts.push('\u0003', styleText(run.annotations), '\u0002', what)
      last = undefined
    }
  }
  return parts.join('')
}

/** An icon; `undefined` if there is none. */
const iconText = (icon: unknown): string | undefined => {
  if (!isObject(icon)) return undefined
  const { emoji, custom_emoji, icon: builtIn } = icon
  if (typeof emoji === 'string') return `emoji ${emoji}`
  if (isObject(custom_emoji)) return `custom_emoji ${idText(custom_emoji.id)}`
  return isObject(builtIn) ? `icon ${builtIn.name} ${builtIn.color ?? 'gray'}` : sourceText(icon)
}

/** A file. The query of a hosted file's URL is a signature, which changes with each response. */
const sourceText = ({ external, file, file_upload }: JsonObject): string => {
  if (isObject(external)) return `external ${external.url}`
  if (isObject(file)) return `file ${`${file.url}`.replace(/[?#].*$/s, '')}`
  return isObject(file_upload) ? `file_upload ${idText(file_upload.id)}` : 'none'
}

const linkText = ({ page_id, database_id, comment_id }: JsonObject): string =>
  `${page_id ? 'page' : database_id ? 'database' : 'comment'} ${idText(page_id ?? database_id ?? comment_id)}`

/**
 * The content of a block, to compare.
 *
 * @param type The type of the block.
 * @param content The content under the name of its type.
 * @param isNew Whether it is a block to write: omitted fields then have the defaults that Notion sets.
 */
export const comparableFields = (type: string, content: unknown, isNew: boolean): ComparableFields => {
  const given = isObject(content) ? content : {}
  const color = `${given.color ?? 'default'}`
  const rich_text = richTextText(given.rich_text)
  const caption = richTextText(given.caption)
  if (TEXT.test(type)) {
    const icon = iconText(given.icon) ?? (isNew && type === 'callout' ? DEFAULT_ICON : 'none')
    return {
      rich_text,
      color,
      ...(type === 'to_do' && { checked: `${given.checked === true}` }),
      ...(type.startsWith('heading') && { is_toggleable: `${given.is_toggleable === true}` }),
      ...((type === 'callout' || type === 'paragraph') && { icon }),
      ...(given.list_start_index !== undefined && { list_start_index: `${given.list_start_index}` }),
      ...(given.list_format !== undefined && { list_format: `${given.list_format}` }),
    }
  }
  if (MEDIA.test(type)) {
    return {
      source: sourceText(given),
      caption,
      ...(type === 'file' && typeof given.name === 'string' && { name: given.name }),
    }
  }
  switch (type) {
    case 'template':
      return { rich_text }
    case 'code':
      return { rich_text, caption, language: `${given.language}` }
    case 'equation':
      return { expression: `${given.expression}` }
    case 'embed':
    case 'bookmark':
      return { url: urlText(given.url), caption }
    case 'table_of_contents':
      return { color }
    case 'link_to_page':
      return { target: linkText(given) }
    case 'table_row':
      return { cells: Array.isArray(given.cells) ? given.cells.map(richTextText).join('\u0004') : '' }
    case 'synced_block':
      return { synced_from: isObject(given.synced_from) ? idText(given.synced_from.block_id) : '' }
    case 'column':
      return given.width_ratio === undefined ? {} : { width_ratio: `${given.width_ratio}` }
    case 'table':
      return {
        table_width: `${given.table_width}`,
        has_column_header: `${given.has_column_header === true}`,
        has_row_header: `${given.has_row_header === true}`,
      }
    case 'divider':
    case 'breadcrumb':
    case 'tab':
    case 'column_list':
      return {}
    default:
      return { content: jsonText(given) }
  }
}

/** The icon that Notion gives to a new callout without one. */
export const DEFAULT_ICON = 'emoji 💡'
