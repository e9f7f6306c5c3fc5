/** The journal of requests, for assertions in tests. Its memory is limited: the oldest entries are dropped first. */
import { isObject, type JsonObject, parseJson } from '../domain/values/json.js'

/** A request and its result. */
export interface JournalEntry {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  /** The JSON body; undefined when there was none, or it was not a JSON object. */
  readonly body: JsonObject | undefined
  readonly version: string | undefined
  /** The status of the response; 0 when the connection was broken instead. */
  readonly status: number
  /** The error code of an error response. */
  readonly code: string | undefined
  readonly requestId: string
}

/** An entry before it is recorded: its body is text. */
export interface Recorded extends Omit<JournalEntry, 'body'> {
  /** The JSON of the body; undefined when there was none, or it was refused. */
  readonly text: string | undefined
}

/** The entry of a request. Its body is parsed when it is read: as text it takes a tenth of the memory. */
export const entryOf = ({ text, ...entry }: Recorded): JournalEntry => ({
  method: entry.method,
  path: entry.path,
  query: entry.query,
  get body() {
    const json = text === undefined ? undefined : parseJson(text)
    return isObject(json) ? json : undefined
  },
  version: entry.version,
  status: entry.status,
  code: entry.code,
  requestId: entry.requestId,
})

/** How much a journal contains. */
export interface JournalOptions {
  /** The memory for its entries, in bytes: 32 MiB by default. The oldest are dropped first. */
  readonly journalBytes?: number
  /** Whether its entries have bodies; true by default. */
  readonly journalBodies?: boolean
}

/** The requests so far. */
export interface Journal {
  readonly entries: ReadonlyArray<JournalEntry>
  readonly add: (recorded: Recorded) => void
  readonly clear: () => void
}

const MAX_BYTES = 33_554_432

/** The number of entries at most, however small they are. */
const MAX_ENTRIES = 10_000

/** The size of an entry without its texts, in bytes. */
const ENTRY_BYTES = 500

/** A character takes two bytes at most. */
const bytesOf = ({ text = '', path, query, version = '' }: Recorded): number =>
  ENTRY_BYTES + 2 * (text.length + 2 * path.length + JSON.stringify(query).length + version.length)

const bytesOption = (bytes: number): number => {
  if (bytes >= 0) return bytes
  throw new TypeError(`journalBytes must be a number of bytes, 0 or more, not ${bytes}.`)
}

/** Creates a journal without entries. Throws a TypeError for an invalid limit. */
export const createJournal = ({ journalBytes = MAX_BYTES, journalBodies = true }: JournalOptions): Journal => {
  const maxBytes = bytesOption(journalBytes)
  const entries: Array<JournalEntry> = []
  const sizes: Array<number> = []
  let size = 0
  return {
    entries,
    add: (recorded) => {
      const bare = { ...recorded, text: undefined }
      const added = journalBodies && bytesOf(recorded) <= maxBytes ? recorded : bare
      const bytes = bytesOf(added)
      if (bytes > maxBytes) return
      entries.push(entryOf(added))
      sizes.push(bytes)
      size += bytes
      while (size > maxBytes || entries.length > MAX_ENTRIES) {
        entries.shift()
        size -= sizes.shift() ?? 0
      }
    },
    clear: () => {
      entries.length = 0
      sizes.length = 0
      size = 0
    },
  }
}
