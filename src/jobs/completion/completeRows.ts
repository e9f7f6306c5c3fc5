/** Completes the rows of a query as they arrive. */
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Context } from '../../core/call/context.js'
import { abortError, failedCall, type NotionError } from '../../core/call/error.js'
import { isObject } from '../../core/internal/json.js'
import { tryTo } from '../../core/internal/orUndefined.js'
import { unlessAborted } from '../../core/internal/signal.js'
import { unsafeCast } from '../../core/internal/unsafeCast.js'
import { thrown, wordsOf } from '../../core/transport/thrown.js'
import type { PageOrDataSource } from '../../ops/data_sources/pageOrDataSource.js'
import { createPool } from '../shared/pool.js'
import { startJob } from '../shared/startJob.js'
import { stoppable } from '../shared/stoppable.js'
import { completeRow } from './completeRow.js'
import type { Completion } from './completion.js'
import { CONCURRENCY, type CompletionOptions, checkCompletion } from './completionOptions.js'
import { planRow } from './planCompletion.js'

/** Rows to complete: an array, or the iterable that `iterate(queryDataSource)` returns. */
export type Rows<Row> = Iterable<Row | Either<NotionError, Row>> | AsyncIterable<Row | Either<NotionError, Row>>

type CompletedRow = Either<NotionError, Completion<string, unknown>>

const OP = 'completeRows'

/** The number of rows that are taken from the source ahead of need, per concurrent request. */
const AHEAD = 2

/** The rows one after another; the next one may be requested before this one has arrived. */
const pulling = (rows: Rows<unknown>, signal: AbortSignal) => {
  const asynchronous: unknown = tryTo(() => Reflect.get(Object(rows), Symbol.asyncIterator))
  // The result of `Reflect` does not narrow the type of `rows`.
  const iterator: Iterator<unknown> | AsyncIterator<unknown> =
    typeof asynchronous === 'function'
      ? unsafeCast<AsyncIterable<unknown>>(rows)[Symbol.asyncIterator]()
      : unsafeCast<Iterable<unknown>>(rows)[Symbol.iterator]()
  let last: Promise<unknown> = Promise.resolve()
  const after = <A>(work: () => A | PromiseLike<A>): Promise<A> => {
    const next = last.then(work)
    last = next.catch(() => undefined)
    return next
  }
  const next = () => after(() => iterator.next())
  return {
    /** The next step; `undefined` if the job is aborted before it arrives. Steps that are ready are still yielded. */
    next: async () =>
      typeof asynchronous !== 'function' ? next() : signal.aborted ? undefined : unlessAborted(signal, next()),
    end: () => {
      // It is not awaited: a source may take long to end.
      after(() => iterator.return?.()).catch(() => undefined)
    },
  }
}

const isEither = (row: unknown): row is Either<NotionError, unknown> => isObject(row) && '_tag' in row

const callOf = () => ({ op: OP, kind: 'read', method: 'GET', path: '' }) as const

const brokenSource = (thing: unknown): NotionError => {
  const cause = thrown(thing)
  return failedCall('NetworkError', callOf(), 'not-applied', `the rows cannot be read: ${wordsOf(cause)}`, { cause })
}

async function* complete(
  ctx: Context,
  options: CompletionOptions,
  rows: Rows<unknown>,
): AsyncGenerator<CompletedRow, void> {
  const checked = checkCompletion(OP, options)
  if (isLeft(checked)) return yield checked
  const { concurrency = CONCURRENCY } = options
  const { signal, stop } = stoppable(options.signal)
  const meter = startJob(ctx, { ...options, signal })
  const job = { meter, pool: createPool(concurrency), signal, onRead: () => meter.advance(0) }
  let source: ReturnType<typeof pulling> | undefined
  let isBroken = false
  /** The next row, completed; nothing at the end. */
  const step = async (): Promise<CompletedRow | undefined> => {
    try {
      source ??= pulling(rows, signal)
      const pulled = await source.next()
      if (pulled?.done || isBroken) return undefined
      if (!pulled) {
        isBroken = true
        return left(abortError(callOf(), signal))
      }
      const { value } = pulled
      const row = isEither(value) ? value : right(value)
      if (isLeft(row)) return row
      const completed = await completeRow(job, row.right, planRow(row.right, options))
      meter.advance(1)
      return right(completed)
    } catch (thing) {
      if (isBroken) return undefined
      isBroken = true
      return left(brokenSource(thing))
    }
  }
  const queue: Array<Promise<CompletedRow | undefined>> = []
  try {
    for (;;) {
      while (queue.length < Math.min(concurrency, CONCURRENCY * 8) * AHEAD) queue.push(step())
      const row = await queue.shift()
      if (row === undefined) return
      yield row
    }
  } finally {
    stop()
    source?.end()
  }
}

/**
 * Completes the rows of a query, in their order: see `completePage`. It takes rows from the source ahead of need, at most twice the number
 * of concurrent requests. Leaving the loop stops everything.
 *
 * Rows that could not be completed are yielded too, with the reasons in `incomplete`, for example if `max_requests`, which limits all rows
 * together, is used up.
 *
 * @param ctx The context to send the requests with.
 * @param options Which properties to complete, and the limits of the whole.
 * @returns A function of the rows that returns the completions. A `Left` is a {@link NotionError}: one that the source yields; a
 * `NetworkError` if the source throws; an `AbortError` if the signal aborts while waiting for the source; an `InvalidInputError` for
 * invalid options.
 * @example
 * import { type Context, iterate, queryDataSource } from 'notion-fp'
 * import { completeRows } from 'notion-fp/completion'
 *
 * const countProjects = async (ctx: Context, data_source_id: string) => {
 *   const rows = iterate(queryDataSource)(ctx, { data_source_id })
 *   let count = 0
 *   for await (const row of completeRows(ctx, { properties: ['Project'] })(rows)) {
 *     if (row._tag === 'Left') throw new Error(row.left.message)
 *     const projects = row.right.complete ? row.right.page.properties.Project : undefined
 *     if (projects?.type === 'relation') count += projects.relation.length
 *   }
 *   return count
 * }
 */
export const completeRows =
  <Name extends string = string>(ctx: Context, options: CompletionOptions<Name> = {}) =>
  <Row extends PageOrDataSource>(rows: Rows<Row>): AsyncIterable<Either<NotionError, Completion<Name, Row>>> => ({
    // Each loop is a separate run. `complete` does not carry the types of the names and rows.
    [Symbol.asyncIterator]: () => unsafeCast(complete(ctx, options, rows)),
  })
