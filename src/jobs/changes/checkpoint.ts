/** The state of a sync, as JSON. */
import { compactId } from '../../core/call/id.js'
import { isRecord } from '../../core/internal/json.js'
import { minuteOf } from './minutes.js'

/** The position to continue from: a minute, and within it a time of creation. */
export interface ScanPosition {
  /** The minute of `last_edited_time`, ISO 8601. Absent: the oldest one. */
  readonly from?: string
  /** Present while the rows of this minute are read in the order of their creation: the `created_time` to continue from. */
  readonly created?: string
}

/**
 * The progress of a sync: everything before it was yielded. It is JSON, contains no cursor of the API, and does not expire. Store it after
 * everything before it is stored, and pass it to `changes` as `since`.
 */
export interface Checkpoint {
  readonly _tag: 'Checkpoint'
  /** The version of this format. */
  readonly version: 1
  /** The data source, with dashes. */
  readonly data_source_id: string
  /** Identifies the parameters that determine which rows, and which parts of them, are returned. */
  readonly query: string
  /** Whether all rows were read up to the newest. Otherwise the run has not ended yet, or was stopped. */
  readonly complete: boolean
  /** The position where the next run continues; it begins two minutes before. */
  readonly position: ScanPosition
  /** The latest minute in which a row was edited; absent if there was no row. */
  readonly newest?: string
  /**
   * Present while two minutes are read again: the end of them. After a run that was stopped before it, the next one continues at its
   * position.
   */
  readonly reread_to?: string
  /** The earliest minute that may have changed after it was read: the next complete run begins there. Absent if there is none. */
  readonly reread_from?: string
  /**
   * The rows of the minutes that are read again, by minute and id, as fingerprints of their content: rows that have not changed
   * are not yielded again.
   */
  readonly seen: { readonly [minute: string]: { readonly [id: string]: string } }
  /** The ids of pages that could not be read, or whose content could not be read. The next run reads them. */
  readonly dirty: { readonly page: ReadonlyArray<string>; readonly body: ReadonlyArray<string> }
}

const isMinute = (value: unknown): boolean => typeof value === 'string' && minuteOf(value) === value

const isOptional = (is: (value: unknown) => boolean, value: unknown): boolean => value === undefined || is(value)

const isText = (value: unknown): boolean => typeof value === 'string'

const isListOfTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText)

const isPosition = (value: unknown): boolean =>
  isRecord(value) &&
  isOptional(isMinute, value.from) &&
  isOptional((created) => created === '' || minuteOf(created) !== undefined, value.created) &&
  (value.created === undefined || value.from !== undefined)

const isSeen = (value: unknown): boolean =>
  isRecord(value) &&
  Object.entries(value).every(
    ([minute, rows]) => isMinute(minute) && isRecord(rows) && Object.values(rows).every(isText),
  )

/**
 * Whether a value has the form of a checkpoint of a data source.
 *
 * @internal
 */
export const isCheckpointOf = (value: unknown, data_source_id: string): value is Checkpoint =>
  isRecord(value) &&
  value._tag === 'Checkpoint' &&
  value.version === 1 &&
  typeof value.data_source_id === 'string' &&
  compactId(value.data_source_id) === compactId(data_source_id) &&
  typeof value.query === 'string' &&
  typeof value.complete === 'boolean' &&
  isPosition(value.position) &&
  isOptional(isMinute, value.newest) &&
  isOptional(isMinute, value.reread_to) &&
  isOptional(isMinute, value.reread_from) &&
  isSeen(value.seen) &&
  isRecord(value.dirty) &&
  isListOfTexts(value.dirty.page) &&
  isListOfTexts(value.dirty.body)
