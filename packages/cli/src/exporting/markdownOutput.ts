/** The Markdown of an export: one file a page, with front matter, and one for each data source, with its schema and a list of its rows. */
import { type Dialect, type FrontMatter, type FrontMatterValue, frontMatterOf, toMarkdown } from '@notion-fp/markdown'
import { dashedId, type Page } from 'notion-fp'
import type { BlockTree } from 'notion-fp/blocks'
import { encodePath, relativePath } from '../names/links.js'
import { unsafeCast } from '../unsafeCast.js'
import { plainTextOf } from '../values/plainTextOf.js'
import type { Document, ExportLoss, ExportOutput, Group, OutputTools } from './output.js'

interface Anything {
  readonly [name: string]: unknown
}

const record = (value: unknown): Anything => Object(value)

/** A URL of a page in Notion, and what follows it. */
const PAGE_URL =
  /^(?:https?:\/\/(?:[\w-]+\.)*notion\.(?:so|site|com)\/|\/)(?:[^?#]*[/-])?([\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:\?[^#]*)?(#.*)?$/i

type Place = (id: string) => string | undefined

/** The content of a block, with links to exported pages replaced by paths. */
const relinked = (value: unknown, place: Place, onFragment: (url: string) => void): unknown => {
  if (Array.isArray(value)) return value.map((each) => relinked(each, place, onFragment))
  if (typeof value !== 'object' || value === null) return value
  const given = record(value)
  const url = record(record(given.text).link).url
  const [, id, fragment] = given.type === 'text' && typeof url === 'string' ? (PAGE_URL.exec(url) ?? []) : []
  const href = id === undefined ? undefined : place(dashedId(id))
  if (href === undefined)
    return Object.fromEntries(Object.entries(given).map(([name, each]) => [name, relinked(each, place, onFragment)]))
  if (fragment !== undefined) onFragment(String(url))
  return { ...given, href, text: { ...record(given.text), link: { url: href } } }
}

/** Whether rich text has formatting, links or mentions. */
const isStyled = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.some((run: unknown) => {
    const { type, href, annotations } = record(run)
    const { color, ...marks } = record(annotations)
    return (
      type !== 'text' ||
      (href !== null && href !== undefined) ||
      Object.values(marks).includes(true) ||
      (color !== undefined && color !== 'default')
    )
  })

/** A page with the URLs of its files replaced by the paths where they are stored. */
const withLocalFiles = ({ record: { page }, files }: Document, local: (path: string) => string): Page => {
  const paths = new Map(
    files.flatMap(({ found: { owner }, stored }) =>
      stored && owner.type === 'page_property'
        ? [[`${owner.property_id} ${owner.index}`, local(stored.path)] as const]
        : [],
    ),
  )
  if (paths.size === 0) return page
  const properties = Object.entries(page.properties).map(([name, value]) => {
    if (value.type !== 'files') return [name, value] as const
    const list = value.files.map((file, index) => {
      const url = paths.get(`${value.id} ${index}`)
      return url === undefined ? file : { name: file.name, type: 'external', external: { url } }
    })
    return [name, { ...value, files: list }] as const
  })
  // Only URLs of files were replaced.
  return unsafeCast<Page>({ ...page, properties: Object.fromEntries(properties) })
}

/** An icon or cover as front matter: an emoji, a path or a URL. */
const picture = (given: unknown, stored: string | undefined): FrontMatterValue | undefined => {
  const { type, emoji, external, custom_emoji } = record(given)
  if (type === 'emoji') return String(emoji)
  if (stored !== undefined) return stored
  if (type === 'external') return String(record(external).url)
  if (type === 'custom_emoji') return `:${String(record(custom_emoji).name)}:`
  return undefined
}

/** The front matter of a page: its title and id, what is known of it, and its properties. */
const pageFront = (
  document: Document,
  local: (path: string) => string,
  lose: (what: string, why: string) => void,
): FrontMatter => {
  const { page } = document.record
  const storedOf = (type: string): string | undefined => {
    const stored = document.files.find(({ found }) => found.owner.type === type)?.stored
    return stored && local(stored.path)
  }
  const icon = picture(page.icon, storedOf('page_icon'))
  const cover = picture(page.cover, storedOf('page_cover'))
  if (page.icon && (icon === undefined || page.icon.type === 'custom_emoji'))
    lose('icon', 'one of Notion’s own, or a file that was not downloaded')
  if (page.cover && cover === undefined) lose('cover', 'a file that was not downloaded')
  for (const [name, value] of Object.entries(page.properties)) {
    if (value.type === 'rich_text' && isStyled(value.rich_text))
      lose(`property ${name}`, 'front matter has its plain text')
    if (value.type === 'title' && isStyled(value.title)) lose(`property ${name}`, 'front matter has its plain text')
  }
  const own: FrontMatter = {
    notion_url: page.url,
    notion_created_time: page.created_time,
    notion_last_edited_time: page.last_edited_time,
    ...(icon !== undefined && { notion_icon: icon }),
    ...(cover !== undefined && { notion_cover: cover }),
  }
  const { title = '', notion_id = '', ...properties } = frontMatterOf(withLocalFiles(document, local))
  const others = Object.entries(properties).map(([name, value]) => [
    Object.hasOwn(own, name) || name === 'notion_type' ? `${name} (property)` : name,
    value,
  ])
  return { title, notion_id, ...own, ...Object.fromEntries(others) }
}

/** A schema without the ids of options, which are of no use in another workspace. */
const plainConfig = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plainConfig)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      name === 'id' || name === 'groups' || each === null ? [] : [[name, plainConfig(each)]],
    ),
  )
}

const schemaFront = (properties: object): FrontMatterValue =>
  Object.fromEntries(
    Object.entries(properties).map(([name, config]) => {
      const type = String(record(config).type)
      const detail = plainConfig(record(config)[type])
      // A schema is JSON.
      return [
        name,
        unsafeCast<FrontMatterValue>({ type, ...(Object.keys(Object(detail)).length > 0 && { [type]: detail }) }),
      ]
    }),
  )

const sourceFront = ({ placed, record: { source, database } }: Group): FrontMatter => {
  const given = record(database ?? source)
  const icon = picture(given.icon, undefined)
  const text = (value: unknown): string | undefined => plainTextOf(value) || undefined
  const description = text(record(source).description) ?? text(given.description)
  return {
    title: placed.title,
    notion_id: source.id,
    notion_type: 'data_source',
    ...(database && { notion_database_id: database.id }),
    ...(typeof given.url === 'string' && { notion_url: given.url }),
    ...(icon !== undefined && { notion_icon: icon }),
    ...(given.is_inline === true && { notion_is_inline: true }),
    ...(description !== undefined && { notion_description: description }),
    notion_properties: schemaFront(source.properties),
  }
}

const linkLine = (title: string, href: string): string =>
  `- [${(title || 'Untitled').replace(/[\\[\]<>*_`]/g, '\\$&').replace(/\s+/g, ' ')}](<${href.replace(/[<>\\]/g, '\\$&')}>)\n`

/** Writes Markdown. */
export const markdownOutput = (tools: OutputTools, dialect: Dialect): ExportOutput => {
  const hrefFrom = (from: string, to: string): string => {
    const path = relativePath(from, to)
    return dialect === 'obsidian' ? path : encodePath(path)
  }
  const page = async (document: Document): Promise<void> => {
    const {
      placed,
      record: { page: given },
      tree,
      files,
    } = document
    const file = `${placed.path}.md`
    const losses: Array<ExportLoss> = []
    const lose = (what: string, why: string, block?: { readonly block_id: string; readonly type: string }): void => {
      losses.push({ page_id: given.id, path: file, ...block, what, why })
    }
    const local = (path: string): string => hrefFrom(file, path)
    const place: Place = (id) => {
      const target = tools.placeOf(id)
      return target && hrefFrom(file, `${target.path}.md`)
    }
    const stored = new Map(
      files.flatMap(({ found: { owner }, stored: there }) =>
        there && owner.type === 'block' ? [[owner.block_id, local(there.path)] as const] : [],
      ),
    )
    const blocks = relinked(tree?.children ?? [], place, (url) =>
      lose('link', `it leads to the page, not to a block of it: ${url}`),
    )
    // The tree with other URLs in it.
    const printed = toMarkdown(unsafeCast<BlockTree['children']>(blocks), {
      dialect,
      front_matter: pageFront(document, local, lose),
      files: ({ block }) => stored.get(block.id),
      links: ({ id, title }) => {
        const href = place(id)
        return href === undefined ? undefined : { href, title: title ?? (tools.placeOf(id)?.title || undefined) }
      },
    })
    for (const { block_id, type, what, why } of printed.losses) lose(what, why, { block_id, type })
    if (!tree) lose('content', 'it was not read')
    await tools.write(file, printed.markdown)
    for (const loss of losses) await tools.lose(loss)
  }
  const begin = async (group: Group | undefined): Promise<void> => {
    if (!group) return
    const path = `${group.placed.path}.md`
    const file = await tools.begin(path)
    await file.write(`${toMarkdown([], { dialect, front_matter: sourceFront(group) }).markdown}\n`)
    for (const row of group.rows) await file.write(linkLine(row.title, hrefFrom(path, `${row.path}.md`)))
    await file.commit()
  }
  return { begin, page, end: async () => undefined, finish: async () => undefined, abort: async () => undefined }
}
