/** A worker: does steps, one after the other for each chain, and many chains at the same time. */
import { DelayedError, type Job, Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Context, Page } from 'notion-fp'
import { runStep, type State, type Store } from '../steps.js'
import { onTheWall, type Pace, REAL } from '../time.js'
import { addStep, type MirrorQueue, QUEUE } from './mirrorQueue.js'

export interface MirrorWorkerOptions {
  /** A connection of its own: it blocks. Needs `maxRetriesPerRequest: null`. */
  readonly connection: Redis
  readonly queue: MirrorQueue
  readonly store: Store
  readonly contextOf: (tenant: string) => Context
  readonly hasContent: (page: Page) => boolean
  readonly pace?: Pace
  /** After this time without a sign of its worker, in milliseconds, another worker does its step. */
  readonly leaseMs?: number
  /** Learns of lost connections and leases. A step whose lease was lost is done twice, and stored once. */
  readonly onError?: (error: Error) => void
}

/** The number of steps that a process does at the same time. */
const STEPS = 8

/**
 * Starts a worker. A step that must wait goes back into the queue until then, and the worker takes another one. The next step of a chain
 * goes to the end of the queue, and each tenant has two chains, so all tenants have their turns.
 */
export const mirrorWorker = (options: MirrorWorkerOptions): Worker<State> => {
  const {
    connection,
    queue,
    store,
    contextOf,
    hasContent,
    pace = REAL,
    leaseMs = 30_000,
    onError = console.error,
  } = options
  const run = async (job: Job<State>, token?: string): Promise<void> => {
    const outcome = await runStep({ ctx: contextOf(job.data.tenant), store, hasContent }, job.data)
    if (outcome._tag === 'Failed') throw new Error(outcome.message)
    if (outcome._tag === 'Done') return
    if (outcome.afterMs === 0) return addStep(queue, outcome.state)
    await job.updateData(outcome.state)
    await job.moveToDelayed(Date.now() + onTheWall(outcome.afterMs, pace), token)
    throw new DelayedError()
  }
  const worker = new Worker<State>(QUEUE, run, {
    connection,
    concurrency: STEPS,
    lockDuration: leaseMs,
    stalledInterval: leaseMs / 2,
    // A step may be begun by any number of processes that die.
    maxStalledCount: 1_000,
  })
  return worker.on('error', onError)
}
