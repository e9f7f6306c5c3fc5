/**
 * Front matter: the properties of a page as plain values, and such values as YAML. It writes only the YAML that it needs, so no YAML
 * library is bundled.
 */
import type { Page } from 'notion-fp'
import { isRecord, type JsonObject, list, record, text } from '../shared/json.js'
import { plainOf } from '../shared/leaves.js'

/** A value of front matter. */
export type FrontMatterValue =
  | string
  | number
  | boolean
  | null
  | ReadonlyArray<FrontMatterValue>
  | { readonly [name: string]: FrontMatterValue }

/** The values above a document, in order. */
export interface FrontMatter {
  readonly [name: string]: FrontMatterValue
}

/** Words that YAML does not parse as text. */
const WORD = /^(?:true|false|yes|no|on|off|y|n|null|~|\.inf|\.nan)$/i
/** Text that YAML parses as text without quotes. */
const PLAIN = /^[\p{L}_/](?:[\p{L}\p{N}\p{Extended_Pictographic} _./()+-]*[\p{L}\p{N}_./()+-])?$/u

/** Text in YAML: in quotes, unless it is certainly parsed as text. JSON strings are YAML. */
const yamlText = (value: string): string =>
  PLAIN.test(value) && !WORD.test(value)
    ? value
    : JSON.stringify(value).replace(
        /[\u007f-\u009f\u2028\u2029\ufeff]/g,
        (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )

const yamlScalar = (value: FrontMatterValue): string | undefined => {
  if (typeof value === 'string') return yamlText(value)
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : 'null'
  if (typeof value === 'boolean') return String(value)
  if (value === null || value === undefined) return 'null'
  if (Array.isArray(value)) return value.length === 0 ? '[]' : undefined
  return Object.keys(value).length === 0 ? '{}' : undefined
}

const yamlLines = (values: { readonly [name: string]: FrontMatterValue }, space: string): ReadonlyArray<string> =>
  Object.entries(values).flatMap(([name, value]) => yamlEntry(`${space}${yamlText(name)}:`, value, space))

const yamlEntry = (start: string, value: FrontMatterValue, space: string): ReadonlyArray<string> => {
  const scalar = yamlScalar(value)
  if (scalar !== undefined) return [`${start} ${scalar}`]
  const below = `${space}  `
  if (Array.isArray(value)) return [start, ...value.flatMap((item) => yamlEntry(`${below}-`, item, below))]
  return [
    start,
    ...yamlLines(Object.fromEntries(Object.entries(record(value)).map(([name, each]) => [name, asValue(each)])), below),
  ]
}

/** A value that YAML has; others are `null`. */
const asValue = (value: unknown): FrontMatterValue =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : Array.isArray(value)
      ? value.map(asValue)
      : isRecord(value)
        ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asValue(each)]))
        : null

/** Front matter as YAML between two lines of hyphens. */
export const writeFrontMatter = (values: FrontMatter): string =>
  Object.keys(values).length === 0 ? '' : `---\n${yamlLines(values, '').join('\n')}\n---\n`

const nameOf = (value: unknown): FrontMatterValue => {
  const { name, id, email } = record(value)
  return text(name) || text(email) || text(id) || null
}

const dateOf = (value: unknown): FrontMatterValue => {
  if (!isRecord(value)) return null
  const { start, end } = value
  return typeof end === 'string' ? { start: text(start), end } : text(start)
}

const fileOf = (value: unknown): FrontMatterValue => {
  const { name, external, file } = record(value)
  return text(record(external).url) || text(record(file).url) || text(name)
}

const uniqueId = (value: JsonObject): FrontMatterValue =>
  typeof value.number !== 'number' ? null : text(value.prefix) === '' ? value.number : `${value.prefix}-${value.number}`

/** The value of a property in a human-readable form. */
const propertyText = (property: unknown): FrontMatterValue | undefined => {
  const given = record(property)
  const type = text(given.type)
  const value = given[type]
  switch (type) {
    case 'title':
    case 'rich_text':
      return plainOf(value)
    case 'select':
    case 'status':
      return isRecord(value) ? nameOf(value) : null
    case 'multi_select':
    case 'people':
      return list(value).map(nameOf)
    case 'relation':
      return list(value).map((each) => text(record(each).id))
    case 'files':
      return list(value).map(fileOf)
    case 'date':
      return dateOf(value)
    case 'formula':
      return record(value).type === 'date'
        ? dateOf(record(value).date)
        : asValue(record(value)[text(record(value).type)])
    case 'rollup': {
      const { type: kind } = record(value)
      if (kind === 'array') return list(record(value).array).map((each) => propertyText(each) ?? null)
      return kind === 'date' ? dateOf(record(value).date) : asValue(record(value)[text(kind)])
    }
    case 'unique_id':
      return uniqueId(record(value))
    case 'created_by':
    case 'last_edited_by':
      return nameOf(value)
    case 'verification':
      return asValue(record(value).state)
    case 'place':
      return text(record(value).name) || text(record(value).address) || null
    case 'button':
      return undefined
    default:
      return value === undefined ? undefined : asValue(value)
  }
}

/**
 * The properties of a page as front matter, in a human-readable form: names of options and people, dates as ISO 8601, ids of related pages.
 * The title comes first, as `title`, then the id of the page, as `notion_id`.
 *
 * The type is added to another property with such a name: `title (rich_text)`. Notion truncates values after 25 references: complete the
 * page first with `completePage` of `notion-fp/completion`.
 *
 * @param page The page.
 * @example
 * import { frontMatterOf, toMarkdown } from '@notion-fp/markdown'
 * import type { Page } from 'notion-fp'
 * import type { BlockTree } from 'notion-fp/blocks'
 *
 * const document = (page: Page, tree: BlockTree) => toMarkdown(tree, { front_matter: frontMatterOf(page) }).markdown
 */
export const frontMatterOf = (page: Page): FrontMatter => {
  const entries = Object.entries(record(record(page).properties))
  const title = entries.find(([, value]) => record(value).type === 'title')
  const head: Array<[string, FrontMatterValue]> = [
    ['title', title ? (propertyText(title[1]) ?? '') : ''],
    ['notion_id', text(record(page).id)],
  ]
  const others = entries.flatMap(([name, value]): ReadonlyArray<[string, FrontMatterValue]> => {
    const written = value === title?.[1] ? undefined : propertyText(value)
    const own = head.some(([taken]) => taken === name) ? `${name} (${text(record(value).type)})` : name
    return written === undefined ? [] : [[own, written]]
  })
  return Object.fromEntries([...head, ...others])
}
