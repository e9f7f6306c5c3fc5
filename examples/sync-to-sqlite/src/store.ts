/** A copy of data sources in SQLite: their rows, and how far each sync has come. */
import Sqlite from 'better-sqlite3'
import type { Page } from 'notion-fp'
import type { Checkpoint } from 'notion-fp/changes'
import { formatPageTitle } from 'notion-fp/props'

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS rows (
    id TEXT PRIMARY KEY, data_source TEXT NOT NULL, title TEXT NOT NULL, edited TEXT NOT NULL, page TEXT NOT NULL
  );
  CREATE TABLE IF NOT EXISTS checkpoints (data_source TEXT PRIMARY KEY, checkpoint TEXT NOT NULL);
`

/** A row of the copy, as `reconcile` compares it. */
interface Known {
  readonly id: string
  readonly last_edited_time: string
}

/** What is to be written in one transaction. */
export interface Batch {
  readonly upserts: ReadonlyArray<Page>
  readonly gone: ReadonlyArray<string>
  readonly checkpoint?: Checkpoint
}

export const openStore = (file: string) => {
  const db = new Sqlite(file)
  db.exec(SCHEMA)
  const upsert = db.prepare('INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?)')
  const remove = db.prepare('DELETE FROM rows WHERE id = ?')
  const remember = db.prepare('INSERT OR REPLACE INTO checkpoints VALUES (?, ?)')
  const known = db.prepare<[string], Known>('SELECT id, edited AS last_edited_time FROM rows WHERE data_source = ?')
  const last = db.prepare<[string], { checkpoint: string }>('SELECT checkpoint FROM checkpoints WHERE data_source = ?')

  return {
    /** Where the next sync continues; `undefined` before the first. */
    checkpoint: (source: string): Checkpoint | undefined => {
      const row = last.get(source)
      return row && JSON.parse(row.checkpoint)
    },
    known: (source: string): ReadonlyArray<Known> => known.all(source),
    /** Rows and checkpoint are stored together or not at all, so a sync that is interrupted loses nothing. */
    write: db.transaction((source: string, { upserts, gone, checkpoint }: Batch): void => {
      for (const page of upserts)
        upsert.run(page.id, source, formatPageTitle(page), page.last_edited_time, JSON.stringify(page))
      for (const id of gone) remove.run(id)
      if (checkpoint) remember.run(source, JSON.stringify(checkpoint))
    }),
    /** For a look at the copy. */
    select: (sql: string): ReadonlyArray<unknown> => db.prepare(sql).all(),
    close: (): void => void db.close(),
  }
}

export type Store = ReturnType<typeof openStore>
