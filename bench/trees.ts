/**
 * How long trees take to read on a virtual clock, at a latency of 200 ms, next to the least time that a server allows: with so many
 * requests at a time, and at the pace of a plan.
 */
import { isLeft } from 'fp-ts/Either'
import { createContext } from '../src/index.js'
import { getBlockTree } from '../src/jobs/blocks/tree/getBlockTree.js'
import { HOME } from '../test/simulator/world.js'
import { leastRequests, leaves, type Planned, planner, serving, servingPlan } from '../test/support/trees.js'
import type { Simulated } from './processTables.js'
import { seeded, virtualClock } from './virtualClock.js'

const LATENCY_MS = 200

/** A tree to read. */
export interface TreeToRead {
  readonly planned: ReadonlyArray<Planned>
  /** The requests that it takes. */
  readonly requests: number
  /** The requests per minute that the plan allows; `Infinity` for no limit. */
  readonly perMinute: number
  readonly concurrency: number
}

/** The least time, in milliseconds: the first request alone, then so many at a time; or, after a burst of a minute, at the pace. */
export const leastTime = ({ requests, perMinute, concurrency }: TreeToRead): number => {
  const rounds = 1 + Math.ceil((requests - 1) / concurrency)
  const paced = Number.isFinite(perMinute) ? (Math.max(0, requests - perMinute) * 60_000) / perMinute : 0
  return Math.max(rounds * LATENCY_MS, paced + LATENCY_MS)
}

/** The time that it takes, in milliseconds. */
export const timeOf = async ({ planned, requests, perMinute, concurrency }: TreeToRead): Promise<number> => {
  const clock = virtualClock()
  const list = serving(servingPlan(planned), async () => {
    await clock.sleep(LATENCY_MS)
    return undefined
  })
  const rateLimit = Number.isFinite(perMinute) && { perMinute, maxPerMinute: perMinute }
  const ctx = createContext({
    auth: 'ntn_bench',
    fetch: list,
    clock: { ...clock, random: seeded(1) },
    logLevel: 'silent',
    rateLimit,
  })
  let took = Number.NaN
  const reading = getBlockTree(ctx, { block_id: HOME, concurrency })().then((tree) => {
    took = clock.now()
    if (isLeft(tree)) throw new Error(tree.left.message)
    if (tree.right.requests !== requests) throw new Error(`${tree.right.requests} requests, not ${requests}`)
  })
  while (Number.isNaN(took)) await clock.runUntil(clock.now() + 60_000)
  await reading
  return took
}

/** So many toggles with so many children each. */
export const toggles = (count: number, children: number): ReadonlyArray<Planned> => {
  const plan = planner()
  return Array.from({ length: count }, () => plan(leaves(plan, children)))
}

/** The trees that are measured: their sizes, and the limits of the server. */
export const TREES: ReadonlyArray<readonly [what: string, count: number, children: number, perMinute: number]> = [
  ['1,000 blocks in 101 requests', 100, 9],
  ['1,000 toggles with one child each', 1_000, 1],
  ['10,000 blocks in 1,010 requests', 1_000, 9],
].flatMap(([what, count, children]) =>
  [Number.POSITIVE_INFINITY, 600, 180].map(
    (perMinute) => [String(what), Number(count), Number(children), perMinute] as const,
  ),
)

/** How many times the shortest possible duration a tree may take. */
const MOST = 1.25

/** The table of the times, and whether all of them are near to the shortest possible ones. */
export const measureTrees = async (): Promise<Simulated> => {
  const rows: Array<string> = []
  let highest = 0
  for (const [what, count, children, perMinute] of TREES) {
    const planned = toggles(count, children)
    const tree = { planned, requests: leastRequests(planned), perMinute, concurrency: 8 }
    const [took, least] = [await timeOf(tree), leastTime(tree)]
    const limit = Number.isFinite(perMinute) ? `${perMinute} a minute` : 'none'
    const cells = [what, limit, (took / 1_000).toFixed(1), (least / 1_000).toFixed(1), (took / least).toFixed(2)]
    rows.push(`| ${cells.join(' | ')} |`)
    highest = Math.max(highest, took / least)
  }
  const tables = [
    `| \`getBlockTree\`, 8 requests at a time of 200 ms each | limit of the server | duration, seconds | shortest possible, seconds | ratio (at most ${MOST}) |`,
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n')
  return { tables, succeeded: highest <= MOST }
}
