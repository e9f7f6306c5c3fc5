/** Compares two backups: that of an original, and that of what was restored from it. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Block } from 'notion-fp'
import { openBackup } from '../../src/backup/backupStore.js'
import { plainAddress } from '../../src/backup/plainAddress.js'
import type { BackupRecords, PageRecord } from '../../src/backup/records.js'
import { unsafeCast } from '../../src/unsafeCast.js'

/** What only Notion sets. */
const SET_BY_NOTION =
  /^(id|created_time|created_by|last_edited_time|last_edited_by|request_id|url|public_url|parent|expiry_time|database_id|data_source_id|discussion_id|synced_property_id|rollup_property_id|relation_property_id|has_more|plain_text|is_locked|option_ids|groups|in_trash|archived|is_archived)$/

const COMPUTED = /^(created_time|created_by|last_edited_time|last_edited_by|unique_id)$/

const field = (value: unknown, name: string): unknown => Reflect.get(Object(value), name)

/** An answer without what differs by its nature: ids become those of the original, files their contents. */
const comparable = (value: unknown, ids: ReadonlyMap<string, string>, files: ReadonlyMap<string, string>): unknown => {
  if (Array.isArray(value)) return value.map((one) => comparable(one, ids, files))
  if (typeof value === 'string') {
    const file = files.get(plainAddress(value))
    if (file !== undefined) return file
    return value.replace(/[\da-f]{8}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{4}-?[\da-f]{12}/g, (id) => {
      const dashed = id.replaceAll('-', '').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
      return (ids.get(dashed) ?? dashed).replaceAll('-', '')
    })
  }
  if (typeof value !== 'object' || value === null) return value
  if (COMPUTED.test(String(field(value, 'type')))) return { type: field(value, 'type') }
  const entries = Object.entries(value).filter(([name, inner]) => name !== 'id' || isReference(value, inner))
  return Object.fromEntries(
    entries
      .filter(([name]) => name === 'id' || name === 'url' || !SET_BY_NOTION.test(name))
      .map(([name, inner]) => [name, comparable(inner, ids, files)]),
  )
}

/** An object that has nothing but an id refers to another one. */
const isReference = (holder: object, id: unknown): boolean => typeof id === 'string' && Object.keys(holder).length === 1

/** Synced copies have the content of their original: where it is shown does not matter. */
const blocksOf = ({ blocks }: PageRecord): ReadonlyArray<{ readonly depth: number; readonly block: Block }> => {
  const depths = new Map<string, number>()
  return blocks.map(({ parent_id, block }) => {
    const depth = (depths.get(parent_id) ?? -1) + 1
    depths.set(block.id, depth)
    return { depth, block }
  })
}

const read = async (folder: string) => {
  const opened = await openBackup(folder)
  if (opened._tag === 'Left') throw new Error(opened.left.message)
  const store = opened.right
  const parts: { [part: string]: Map<string, unknown> } = {}
  for (const part of ['pages', 'databases', 'data_sources', 'files'] as const) {
    const records = new Map<string, unknown>()
    for await (const record of store.all(part)) records.set(record.id, record)
    parts[part] = records
  }
  await store.close()
  return unsafeCast<{ readonly [P in keyof BackupRecords]: ReadonlyMap<string, BackupRecords[P]> }>(parts)
}

const filesOf = (record: { readonly files: PageRecord['files'] }): ReadonlyMap<string, string> =>
  new Map(record.files.map(({ address, sha256 }) => [address, sha256]))

/** A row as it is compared; lists without an order of their own are sorted. */
const pageOf = (record: PageRecord, ids: ReadonlyMap<string, string>) => {
  const { page, comments } = record
  const files = filesOf(record)
  const { icon, cover, is_locked, properties } = page
  return {
    ...unsafeCast<object>(comparable({ icon, cover, properties }, ids, files)),
    locked: is_locked === true,
    comments: comments.map(({ rich_text, attachments = [] }) => comparable({ rich_text, attachments }, ids, files)),
    blocks: blocksOf(record).map(({ depth, block }) => {
      const content: unknown = Reflect.get(block, block.type)
      const isContainer = block.type === 'child_page' || block.type === 'child_database'
      return {
        depth,
        type: block.type,
        content: comparable(content, ids, files),
        ...(isContainer && { of: ids.get(block.id) ?? block.id }),
      }
    }),
  }
}

/** Values in which each id of a property is its name: ids differ. */
const byNames = (value: unknown, names: ReadonlyMap<string, string>): unknown => {
  if (typeof value === 'string') return names.get(value) ?? value
  if (Array.isArray(value)) return value.map((one) => byNames(one, names))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [names.get(name) ?? name, byNames(inner, names)]),
  )
}

/** The views of a database as they are compared. */
const viewsOf = (
  { views }: BackupRecords['databases'],
  sources: ReadonlyMap<string, BackupRecords['data_sources']>,
  ids: ReadonlyMap<string, string>,
): ReadonlyArray<unknown> =>
  views.map((view) => {
    const source = String(field(view, 'data_source_id'))
    const properties = Object.values(sources.get(source)?.data_source.properties ?? {})
    const names = new Map(properties.map(({ id, name }) => [id, name]))
    const { name, type, filter, sorts, quick_filters, configuration, dashboard_view_id } = unsafeCast<{
      readonly [name: string]: unknown
    }>(view)
    return {
      source: ids.get(source) ?? source,
      dashboard: ids.get(String(dashboard_view_id)) ?? dashboard_view_id,
      ...Object(
        comparable(byNames({ name, type, filter, sorts, quick_filters, configuration }, names), ids, new Map()),
      ),
    }
  })

/** The differences between an original and what was restored from it. `fields` compares them, as `toEqual` does. */
export const compareBackups = async (
  original: string,
  restored: string,
  idsFile: string,
  expectEqual: (restored: unknown, original: unknown, what: string) => void,
): Promise<void> => {
  const [from, to] = [await read(original), await read(restored)]
  const ids: { readonly [id: string]: string } = JSON.parse(readFileSync(idsFile, 'utf8'))
  const back = new Map(Object.entries(ids).map(([old, made]) => [made, old]))
  const none = new Map<string, string>()
  expectEqual(new Set(to.files.keys()), new Set(from.files.keys()), 'files')
  // The page that everything was restored into is one more.
  expectEqual(to.pages.size - 1, from.pages.size, 'pages')
  for (const [id, record] of from.pages) {
    const made = to.pages.get(ids[id] ?? '')
    if (!made) throw new Error(`${id} was not restored`)
    expectEqual(pageOf(made, back), pageOf(record, none), id)
  }
  for (const [id, record] of from.databases) {
    const { database } = record
    const restored = to.databases.get(ids[id] ?? '')
    const made = restored?.database
    const shown = ({ title, description, icon, is_inline }: typeof database, known: ReadonlyMap<string, string>) =>
      comparable({ title, description, icon, is_inline }, known, none)
    if (!made) throw new Error(`${id} was not restored`)
    expectEqual(shown(made, back), shown(database, none), id)
    if (restored)
      expectEqual(viewsOf(restored, to.data_sources, back), viewsOf(record, from.data_sources, none), `views of ${id}`)
  }
  for (const [id, { data_source }] of from.data_sources) {
    const made = to.data_sources.get(ids[id] ?? '')?.data_source
    if (!made) throw new Error(`${id} was not restored`)
    const shown = ({ title, properties }: typeof data_source, known: ReadonlyMap<string, string>) => ({
      title: comparable(title, known, none),
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, config]) => [
          name,
          config.type === 'formula' ? 'formula' : comparable(config, known, none),
        ]),
      ),
      relations: Object.fromEntries(
        Object.entries(properties).flatMap(([name, config]) =>
          config.type === 'relation'
            ? [[name, known.get(String(config.relation.data_source_id)) ?? config.relation.data_source_id]]
            : [],
        ),
      ),
    })
    expectEqual(shown(made, back), shown(data_source, none), id)
  }
}

/** The report of losses of a restore. */
export const lossesOf = (
  folder: string,
  target: string,
): ReadonlyArray<{ readonly kind: string; readonly what: string; readonly why: string; readonly count: number }> =>
  JSON.parse(readFileSync(join(folder, 'restore', target, 'losses.json'), 'utf8'))
