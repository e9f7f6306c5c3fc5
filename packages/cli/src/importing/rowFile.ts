/** A file of rows, and the counts of rows that were written. */
import type { RowFormat } from './readFileRows.js'

/** A file of rows. */
export interface RowFile {
  readonly path: string
  readonly format: RowFormat
  /** Its name in messages. */
  readonly name: string
}

/** How many rows were written, and with how many requests. */
export interface RowCounts {
  readonly created: number
  readonly updated: number
  readonly unchanged: number
  readonly failed: number
  readonly requests: number
}

/** How many wrong or failed lines of a file are reported. */
export const SHOWN_LINES = 10
