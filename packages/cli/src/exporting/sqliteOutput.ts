/** SQLite: a table for each data source, with a column for each property, link tables for relations, and all pages, blocks and files. */
import { rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'notion-fp'
import type { BlockNode } from 'notion-fp/blocks'
import { type Cell, cellText } from '../output/cell.js'
import type { OpenSqlite, SqliteDatabase, SqliteValue } from '../sqlite/openSqlite.js'
import { blockText } from '../values/blockText.js'
import { plainValue } from '../values/plainValue.js'
import type { Document, ExportOutput, Group } from './output.js'
import {
  createStatements,
  FIXED_STATEMENTS,
  FIXED_TABLES,
  type SourceTables,
  type SqliteColumn,
  sqlName,
  tablesOf,
  uniqueNames,
} from './sqliteTables.js'

/** The file below the folder of the export. */
export const SQLITE_FILE = 'notion.sqlite'

const sqlValue = (cell: Cell): SqliteValue => {
  if (typeof cell === 'boolean') return cell ? 1 : 0
  if (typeof cell === 'object' && cell !== null) return JSON.stringify(cell)
  return cell
}

const columnValue = ({ properties }: Page, { property, part }: SqliteColumn): SqliteValue => {
  const value = Object.hasOwn(properties, property) ? properties[property] : undefined
  if (!value) return null
  if (value.type === 'date') return (part === 'end' ? value.date?.end : value.date?.start) ?? null
  return sqlValue(plainValue(value))
}

const placeholders = (count: number): string => Array.from({ length: count }, () => '?').join(', ')

type Insert = (...values: ReadonlyArray<SqliteValue>) => unknown

/** The statements that fill the tables of a data source. */
interface SourceInserts {
  readonly row: Insert
  readonly links: ReadonlyArray<readonly [property: string, insert: Insert]>
  readonly tables: SourceTables
}

const inserter = (database: SqliteDatabase, table: string, count: number): Insert => {
  const statement = database.prepare(`INSERT OR REPLACE INTO ${sqlName(table)} VALUES (${placeholders(count)})`)
  return (...values) => statement.run(...values)
}

/** The statements that fill the tables that every export has. */
interface FixedInserts {
  readonly source: Insert
  readonly page: Insert
  readonly block: Insert
  readonly file: Insert
}

/** Opens an empty database with these tables. */
const openEmpty = (open: OpenSqlite, file: string): SqliteDatabase => {
  const database = open(file)
  // Durability is not needed: the file is temporary, and is written again after a stop.
  database.exec('PRAGMA journal_mode = OFF')
  database.exec('PRAGMA synchronous = OFF')
  database.exec('BEGIN')
  for (const statement of FIXED_STATEMENTS) database.exec(statement)
  return database
}

/** Creates the tables of a data source. */
const createTables = (
  database: SqliteDatabase,
  { placed, record: { source, database: above } }: Group,
  tableName: ReturnType<typeof uniqueNames>,
  insert: FixedInserts,
): SourceInserts => {
  const tables = tablesOf(placed.title, source.properties, tableName)
  for (const statement of createStatements(tables)) database.exec(statement)
  insert.source(source.id, placed.title, tables.table, above?.id ?? null, placed.path, JSON.stringify(source))
  return {
    row: inserter(database, tables.table, tables.columns.length + 5),
    links: tables.links.map(({ property, table }) => [property, inserter(database, table, 3)] as const),
    tables,
  }
}

const insertPage = (insert: FixedInserts, { placed, record: { page } }: Document): void => {
  insert.page(
    page.id,
    placed.title,
    placed.parent ?? null,
    placed.source ?? null,
    placed.path,
    page.url,
    page.created_time,
    page.last_edited_time,
    JSON.stringify(page),
  )
}

/** Adds the blocks of a page in document order, without recursion. */
const insertBlocks = (insert: FixedInserts, { placed, tree }: Document): void => {
  let position = 0
  const waiting: Array<{ readonly node: BlockNode; readonly parent: string; readonly depth: number }> = []
  const enter = (nodes: ReadonlyArray<BlockNode>, parent: string, depth: number): void => {
    for (const node of [...nodes].reverse()) waiting.push({ node, parent, depth })
  }
  enter(tree?.children ?? [], placed.id, 1)
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { block, children } = next.node
    const text = cellText(blockText(block))
    insert.block(block.id, placed.id, next.parent, position++, next.depth, block.type, text, JSON.stringify(block))
    enter(children, block.id, next.depth + 1)
  }
}

const insertFiles = (insert: FixedInserts, { record, files }: Document): void => {
  for (const { found, stored } of files) {
    if (!stored) continue
    const block = found.owner.type === 'block' ? found.owner.block_id : null
    insert.file(record.page.id, block, found.name, stored.path, stored.size, stored.hash)
  }
}

/** Adds a row to the table of its data source, and its relations to their tables. */
const insertRow = ({ row, links, tables }: SourceInserts, page: Page): void => {
  const { id, url, created_time, last_edited_time, properties } = page
  const values = tables.columns.map((column) => columnValue(page, column))
  row(id, ...values, url, created_time, last_edited_time, JSON.stringify(page))
  for (const [property, insert] of links) {
    const value = properties[property]
    if (value?.type === 'relation')
      for (const [index, related] of value.relation.entries()) insert(id, related.id, index)
  }
}

/** Writes a database, under another name until it is whole. */
export const sqliteOutput = async (folder: string, open: OpenSqlite): Promise<ExportOutput> => {
  const part = join(folder, '.notion-fp', `${SQLITE_FILE}.part`)
  await rm(part, { force: true })
  const database = openEmpty(open, part)
  const tableName = uniqueNames(FIXED_TABLES)
  const insert: FixedInserts = {
    source: inserter(database, 'data_sources', 6),
    page: inserter(database, 'pages', 9),
    block: inserter(database, 'blocks', 8),
    file: inserter(database, 'files', 6),
  }
  let current: SourceInserts | undefined
  return {
    begin: async (group) => {
      current = group && createTables(database, group, tableName, insert)
    },
    page: async (document) => {
      insertPage(insert, document)
      insertBlocks(insert, document)
      insertFiles(insert, document)
      if (current) insertRow(current, document.record.page)
    },
    end: async () => undefined,
    finish: async () => {
      database.exec('COMMIT')
      database.close()
      await rename(part, join(folder, SQLITE_FILE))
    },
    abort: async () => {
      database.close()
      await rm(part, { force: true })
    },
  }
}
