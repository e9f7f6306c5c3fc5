/** The tables of an export: names and columns. Pure, so that they can be tested without a database. */
import type { PropertyConfig } from 'notion-fp'

/** A column of the table of a data source. */
export interface SqliteColumn {
  /** The property that it has. */
  readonly property: string
  readonly name: string
  /** The type that SQLite converts to; none for values that Notion computes, which can have any. */
  readonly affinity: 'TEXT' | 'REAL' | 'INTEGER' | ''
  /** Of a date, the part that it has. */
  readonly part: 'value' | 'end'
}

/** A table of links: one row for each related page. */
export interface LinkTable {
  readonly property: string
  readonly table: string
}

/** The tables of a data source. */
export interface SourceTables {
  readonly table: string
  readonly columns: ReadonlyArray<SqliteColumn>
  readonly links: ReadonlyArray<LinkTable>
}

/** A name as SQL has it. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Gives names that SQLite tells apart: regardless of case. */
export const uniqueNames = (reserved: ReadonlyArray<string>): ((wanted: string) => string) => {
  const fold = (name: string): string => name.toUpperCase().toLowerCase()
  const taken = new Set(reserved.map(fold))
  return (wanted) => {
    const plain = wanted.replaceAll('\0', '').trim()
    const name = plain === '' ? 'Untitled' : /^sqlite_/i.test(plain) ? `_${plain}` : plain
    let own = name
    for (let number = 2; taken.has(fold(own)); number++) own = `${name} ${number}`
    taken.add(fold(own))
    return own
  }
}

/** The tables that every export has. */
export const FIXED_TABLES = ['pages', 'blocks', 'data_sources', 'files']

/** The columns that every table of rows has. */
export const FIXED_COLUMNS = ['id', 'notion_url', 'notion_created_time', 'notion_last_edited_time', 'notion_page']

const affinityOf = (type: string): SqliteColumn['affinity'] =>
  type === 'number' ? 'REAL' : type === 'checkbox' ? 'INTEGER' : /^(formula|rollup)$/.test(type) ? '' : 'TEXT'

/** The tables of a data source. */
export const tablesOf = (
  title: string,
  properties: { readonly [name: string]: PropertyConfig },
  tableName: (wanted: string) => string,
): SourceTables => {
  const table = tableName(title)
  const columnName = uniqueNames(FIXED_COLUMNS)
  const all = Object.entries(properties).filter(([, { type }]) => type !== 'button')
  const columns = all.flatMap(([property, { type }]): ReadonlyArray<SqliteColumn> => {
    const value: SqliteColumn = { property, name: columnName(property), affinity: affinityOf(type), part: 'value' }
    return type === 'date'
      ? [value, { property, name: columnName(`${property} (end)`), affinity: 'TEXT', part: 'end' }]
      : [value]
  })
  const links = all.flatMap(([property, { type }]) =>
    type === 'relation' ? [{ property, table: tableName(`${table}.${property}`) }] : [],
  )
  return { table, columns, links }
}

/** The statements that create them. */
export const createStatements = ({ table, columns, links }: SourceTables): ReadonlyArray<string> => [
  `CREATE TABLE ${sqlName(table)} (id TEXT PRIMARY KEY, ${columns
    .map(({ name, affinity }) => `${sqlName(name)} ${affinity}`.trimEnd())
    .concat('notion_url TEXT', 'notion_created_time TEXT', 'notion_last_edited_time TEXT', 'notion_page TEXT')
    .join(', ')})`,
  ...links.flatMap((link) => [
    `CREATE TABLE ${sqlName(link.table)} (row_id TEXT, related_id TEXT, position INTEGER, PRIMARY KEY (row_id, position))`,
    `CREATE INDEX ${sqlName(`${link.table} related`)} ON ${sqlName(link.table)} (related_id)`,
  ]),
]

/** The statements that create the fixed tables. */
export const FIXED_STATEMENTS: ReadonlyArray<string> = [
  'CREATE TABLE data_sources (id TEXT PRIMARY KEY, title TEXT, table_name TEXT, database_id TEXT, path TEXT, data_source TEXT)',
  'CREATE TABLE pages (id TEXT PRIMARY KEY, title TEXT, parent_id TEXT, data_source_id TEXT, path TEXT, url TEXT, created_time TEXT, last_edited_time TEXT, page TEXT)',
  'CREATE TABLE blocks (id TEXT, page_id TEXT, parent_id TEXT, position INTEGER, depth INTEGER, type TEXT, text TEXT, block TEXT, PRIMARY KEY (page_id, position))',
  'CREATE INDEX "blocks id" ON blocks (id)',
  'CREATE TABLE files (page_id TEXT, block_id TEXT, name TEXT, path TEXT, size INTEGER, sha256 TEXT)',
]
