/** What the jobs that keep a copy up to date accept, refuse and yield. */

import type { Either } from 'fp-ts/Either'
import type { Context, NotionError, Page, WebhookEvent } from 'notion-fp'
import type { BlockTree } from 'notion-fp/blocks'
import {
  type ChangesParams,
  type Checkpoint,
  changes,
  dirtyPages,
  type Gone,
  type GoneReason,
  type ReconcileParams,
  type Reconciliation,
  readDirty,
  reconcile,
  type Unread,
  type Upsert,
} from 'notion-fp/changes'
import { type Equal, holds } from './compare.js'

declare const ctx: Context
declare const since: Checkpoint
declare const event: WebhookEvent
declare const pages: ReadonlyArray<Page>

type Yielded<A> = A extends AsyncIterable<Either<NotionError, infer Right>> ? Right : never

const data_source_id = '2f2e2d2c2b2a4928a726252423222120'
const all = changes(ctx, { data_source_id, since, body: true, filter_properties: ['Name'], page_size: 10 })
const dirty = readDirty(ctx, { data_source_id, ids: dirtyPages([event]), body: true })

holds<Equal<Yielded<typeof all>, Upsert | Gone | Unread | Checkpoint>>()
holds<Equal<Yielded<typeof dirty>, Upsert | Gone | Unread>>()
holds<Equal<Upsert['page'], Page>>()
// The content may be missing: it is not read by default, and may be unreadable.
holds<Equal<Upsert['body'], BlockTree | undefined>>()
holds<Equal<Gone['reason'], GoneReason>>()
holds<Equal<Unread['error'], NotionError | undefined>>()
holds<Equal<Reconciliation['found'], ReadonlyArray<string>>>()

export const accepted: ReadonlyArray<ReconcileParams> = [
  { data_source_id, known: pages },
  { data_source_id, known: new Map<string, Page>().values() },
  { data_source_id, known: new Set(['2f2e2d2c2b2a4928a726252423222120']) },
  { data_source_id, known: [{ id: 'a', last_edited_time: undefined }] },
]

export const stored: ChangesParams = { data_source_id, since: undefined }

export const refused: ReadonlyArray<ChangesParams> = [
  // @ts-expect-error no data source
  { since },
  // @ts-expect-error a misspelt option
  { data_source_id, bodies: true },
  // @ts-expect-error a value of another type
  { data_source_id, body: 'yes' },
  // @ts-expect-error a time in place of a checkpoint
  { data_source_id, since: '2026-01-01T00:00:00.000Z' },
  // @ts-expect-error a cursor of the API
  { data_source_id, start_cursor: 'x' },
]

export const refusedCalls: ReadonlyArray<unknown> = [
  // @ts-expect-error ids are required
  readDirty(ctx, { data_source_id }),
  // @ts-expect-error the known rows are required
  reconcile(ctx, { data_source_id }),
  // @ts-expect-error what is known has ids
  reconcile(ctx, { data_source_id, known: [{ name: 'a' }] }),
  // @ts-expect-error an id is no event
  dirtyPages('2f2e2d2c2b2a4928a726252423222120'),
]

/** Each member is told by its tag. */
export const idOf = (change: Yielded<typeof all>): string | undefined => {
  switch (change._tag) {
    case 'Upsert':
      return change.page.id
    case 'Checkpoint':
      return undefined
    default:
      return change.id
  }
}
