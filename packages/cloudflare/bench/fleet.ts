/** The Worker of the benchmark in workerd, and the figures of a run. */
import { Miniflare } from 'miniflare'
import { bundled } from '../test/support/workers.js'
import type { Pace, PaceResult, RoundTrips } from './task.js'

/** A running workerd. */
export interface Fleet {
  readonly pace: (task: Pace) => Promise<Figures>
  /** How long each round took, in milliseconds. */
  readonly roundTrips: (task: RoundTrips) => Promise<ReadonlyArray<number>>
  readonly stop: () => Promise<void>
}

/** What a run shows. Ratios are from 0 to 1. */
export interface Figures {
  /** The ratio of successful calls to those that the limit allows. */
  readonly throughput: number
  /** The ratio of 429s to all responses. */
  readonly refused: number
  readonly failed: number
  /** The ratio of the calls of the Worker with the fewest to the average. */
  readonly least: number
  /** The questions to the object for each call. */
  readonly questions: number
}

const figuresOf = ({ perMinute, minutes }: Pace, { accepted, refused, failed, questions }: PaceResult): Figures => {
  const all = accepted.reduce((sum, count) => sum + count, 0)
  return {
    throughput: all / (perMinute * minutes),
    refused: refused / (all + refused),
    failed,
    least: (Math.min(...accepted) * accepted.length) / all,
    questions: questions / all,
  }
}

/** Starts workerd with the Worker of the benchmark. */
export const startFleet = async (): Promise<Fleet> => {
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: await bundled('packages/cloudflare/bench/worker.ts') }],
    compatibilityDate: '2026-04-01',
    durableObjects: {
      NOTION: { className: 'NotionObject', useSQLite: true },
      TIMED: { className: 'TimedObject', useSQLite: true },
    },
  })
  await miniflare.ready
  const run = async <A>(path: string, task: object): Promise<A> => {
    const response = await miniflare.dispatchFetch(`http://worker/${path}`, {
      method: 'POST',
      body: JSON.stringify(task),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(text)
    return JSON.parse(text)
  }
  return {
    pace: async (task) => figuresOf(task, await run<PaceResult>('pace', task)),
    roundTrips: (task) => run('round-trips', task),
    stop: () => miniflare.dispose(),
  }
}
