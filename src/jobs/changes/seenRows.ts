/**
 * Remembers the rows that were edited in the last minutes, so that reading these minutes again yields only the changes.
 *
 * @internal
 */
import type { Checkpoint } from './checkpoint.js'
import { earlier, minutesAfter } from './minutes.js'

/** The number of minutes that are read again. Queries find a row shortly after its edit, and it may be edited again in the same minute. */
export const OVERLAP_MINUTES = 2

/** A row that was yielded. */
interface SeenRow {
  readonly minute: string
  readonly print: string
  /** The fingerprint of its content, if that may still change without a new `last_edited_time`. */
  readonly body?: string | undefined
  /** Whether this run has read it. */
  readonly isNew: boolean
}

/** The rows of the last minutes. */
export interface SeenRows {
  readonly get: (id: string) => SeenRow | undefined
  /** Adds a row. Rows that are too old are forgotten. */
  readonly add: (id: string, row: SeenRow) => void
  /** The latest minute in which a row was edited. */
  readonly newest: () => string | undefined
  /** Records a minute in which a row was edited, if it is later than the newest one. */
  readonly advance: (minute: string) => void
  readonly toJson: () => Checkpoint['seen']
}

/** A fingerprint contains no dot. */
const SEPARATOR = '.'

/**
 * The rows of a checkpoint.
 *
 * @param keepFrom Rows are kept from two minutes before this minute on, even if much newer ones are added.
 */
export const seenRows = (since: Checkpoint | undefined, keepFrom: () => string | undefined): SeenRows => {
  const rows = new Map<string, SeenRow>()
  let newest = since?.newest
  for (const [minute, ids] of Object.entries(since?.seen ?? {})) {
    for (const [id, prints] of Object.entries(ids)) {
      const [print = '', body] = prints.split(SEPARATOR)
      rows.set(id, { minute, print, body, isNew: false })
    }
  }
  const oldest = (): string => {
    const last = earlier(newest, keepFrom())
    return last === undefined ? '' : minutesAfter(last, -OVERLAP_MINUTES)
  }
  return {
    get: (id) => rows.get(id),
    add: (id, row) => {
      if (row.minute >= oldest()) rows.set(id, row)
      else rows.delete(id)
    },
    newest: () => newest,
    advance: (minute) => {
      newest = minute
      const first = oldest()
      for (const [id, row] of rows) if (row.minute < first) rows.delete(id)
    },
    toJson: () => {
      const seen: Record<string, Record<string, string>> = {}
      const first = oldest()
      for (const [id, { minute, print, body }] of rows) {
        if (minute < first) continue
        seen[minute] ??= {}
        seen[minute][id] = body === undefined ? print : `${print}${SEPARATOR}${body}`
      }
      return seen
    },
  }
}
