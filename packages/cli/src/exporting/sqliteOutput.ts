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

interface Inserts {
  readonly row: (...values: ReadonlyArray<SqliteValue>) => unknown
  readonly links: ReadonlyArray<readonly [property: string, (...values: ReadonlyArray<SqliteValue>) => unknown]>
  readonly tables: SourceTables
}

const inserter = (database: SqliteDatabase, table: string, count: number) => {
  const statement = database.prepare(`INSERT OR REPLACE INTO ${sqlName(table)} VALUES (${placeholders(count)})`)
  return (...values: ReadonlyArray<SqliteValue>): unknown => statement.run(...values)
}

/** Writes a database, under another name until it is whole. */
export const sqliteOutput = async (folder: string, open: OpenSqlite): Promise<ExportOutput> => {
  const part = join(folder, '.notion-fp', `${SQLITE_FILE}.part`)
  await rm(part, { force: true })
  const database = open(part)
  // Durability is not needed: the file is temporary, and is written again after a stop.
  database.exec('PRAGMA journal_mode = OFF')
  database.exec('PRAGMA synchronous = OFF')
  database.exec('BEGIN')
  for (const statement of FIXED_STATEMENTS) database.exec(statement)
  const tableName = uniqueNames(FIXED_TABLES)
  const insertSource = inserter(database, 'data_sources', 6)
  const insertPage = inserter(database, 'pages', 9)
  const insertBlock = inserter(database, 'blocks', 8)
  const insertFile = inserter(database, 'files', 6)
  let current: Inserts | undefined
  const begin = async (group: Group | undefined): Promise<void> => {
    current = undefined
    if (!group) return
    const { placed, record } = group
    const tables = tablesOf(placed.title, record.source.properties, tableName)
    for (const statement of createStatements(tables)) database.exec(statement)
    const { source, database: above } = record
    insertSource(source.id, placed.title, tables.table, above?.id ?? null, placed.path, JSON.stringify(source))
    current = {
      row: inserter(database, tables.table, tables.columns.length + 5),
      links: tables.links.map(({ property, table }) => [property, inserter(database, table, 3)] as const),
      tables,
    }
  }
  const addBlocks = (document: Document): void => {
    let position = 0
    const waiting: Array<{ readonly node: BlockNode; readonly parent: string; readonly depth: number }> = []
    const enter = (nodes: ReadonlyArray<BlockNode>, parent: string, depth: number): void => {
      for (const node of [...nodes].reverse()) waiting.push({ node, parent, depth })
    }
    const page_id = document.placed.id
    enter(document.tree?.children ?? [], page_id, 1)
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { block, children } = next.node
      insertBlock(
        block.id,
        page_id,
        next.parent,
        position++,
        next.depth,
        block.type,
        cellText(blockText(block)),
        JSON.stringify(block),
      )
      enter(children, block.id, next.depth + 1)
    }
  }
  const page = async (document: Document): Promise<void> => {
    const {
      placed,
      record: { page: given },
      files,
    } = document
    const { id, url, created_time, last_edited_time } = given
    const raw = JSON.stringify(given)
    insertPage(
      id,
      placed.title,
      placed.parent ?? null,
      placed.source ?? null,
      placed.path,
      url,
      created_time,
      last_edited_time,
      raw,
    )
    addBlocks(document)
    for (const { found, stored } of files)
      if (stored)
        insertFile(
          id,
          found.owner.type === 'block' ? found.owner.block_id : null,
          found.name,
          stored.path,
          stored.size,
          stored.hash,
        )
    if (!current) return
    const values = current.tables.columns.map((column) => columnValue(given, column))
    current.row(id, ...values, url, created_time, last_edited_time, raw)
    for (const [property, insert] of current.links) {
      const value = given.properties[property]
      if (value?.type === 'relation')
        for (const [index, related] of value.relation.entries()) insert(id, related.id, index)
    }
  }
  return {
    begin,
    page,
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
