/**
 * Opens SQLite with what the machine has: better-sqlite3 if it is installed, otherwise the module of Node. Neither is loaded until it is
 * needed.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { unsafeCast } from '../unsafeCast.js'

/** A value of a cell. */
export type SqliteValue = string | number | null

/** An open database: what better-sqlite3 and `node:sqlite` have in common. */
export interface SqliteDatabase {
  readonly exec: (sql: string) => unknown
  readonly prepare: (sql: string) => { readonly run: (...values: ReadonlyArray<SqliteValue>) => unknown }
  readonly close: () => unknown
}

/** Opens a database in a file. */
export type OpenSqlite = (file: string) => SqliteDatabase

type Constructor = new (file: string) => SqliteDatabase

const PACKAGE = 'better-sqlite3'

/** Loads better-sqlite3 from beside this command, or from the folder in which it runs; says why it cannot. */
const loadPackage = (from: ReadonlyArray<string>): Constructor | string => {
  let why = ''
  for (const base of from) {
    try {
      // The package is not installed here, so neither are its types.
      return unsafeCast<Constructor>(createRequire(base)(PACKAGE))
    } catch (thrown) {
      const message = messageOf(thrown).split('\n')[0] ?? ''
      if (!message.startsWith('Cannot find module')) why ||= message
    }
  }
  return why
}

/** The module of Node, from 22.13 on. Its warning that it is experimental is hidden, since it does not help the users of a command. */
const loadNodeModule = async (): Promise<Constructor | undefined> => {
  const name: string = 'node:sqlite'
  const listeners = process.listeners('warning')
  process.removeAllListeners('warning')
  try {
    const { DatabaseSync }: { readonly DatabaseSync: Constructor } = await import(name)
    return DatabaseSync
  } catch {
    return undefined
  } finally {
    // The warning is emitted in the next turn.
    setImmediate(() => {
      for (const listener of listeners) process.on('warning', listener)
    })
  }
}

/** Finds SQLite, or says what to install. */
export const findSqlite = async (
  from: ReadonlyArray<string> = [import.meta.url, join(process.cwd(), 'index.js')],
): Promise<Result<OpenSqlite>> => {
  const found = loadPackage(from)
  const Database = typeof found === 'string' ? await loadNodeModule() : found
  if (Database) return ok((file) => new Database(file))
  return fail(
    localError(
      found === ''
        ? `SQLite is not available: Node ${process.versions.node} does not include it, and better-sqlite3 is not installed.`
        : `SQLite is not available: better-sqlite3 cannot be loaded: ${String(found)}`,
      'Run `npm install better-sqlite3@12` here, or use Node 22.13 or newer.',
    ),
  )
}
