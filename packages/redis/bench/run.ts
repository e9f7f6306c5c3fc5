/**
 * Ten real processes with one token, on the simulator with the limit of most plans, for ten minutes of a time that they share: how many of
 * the allowed calls succeed, and how many requests get a 429, with the limiter in Redis and with one of its own in each.
 *
 * `--check` fails if the limiter in Redis is worse than it must be; `--minutes`, `--processes` and `--limit` change the numbers. Needs
 * `redis-server`.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { pageIds } from '../../../bench/pageIds.js'
import { percent } from '../../../bench/percent.js'
import { createSimulator } from '../../simulator/src/index.js'
import { noServer, startRedis } from '../test/support/redisServer.js'
import type { WorkerResult, WorkerTask, WorkerTurn } from './task.js'

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '10' },
    processes: { type: 'string', default: '10' },
    limit: { type: 'string', default: '180' },
  },
})
const minutes = Number(values.minutes)
const processes = Number(values.processes)
const perMinute = Number(values.limit)

const CONCURRENCY = 8
const MAX_REFUSED = 0.005
const MIN_THROUGHPUT = 0.95
const ORIGIN = Date.UTC(2026, 0, 1)

const folder = mkdtempSync(join(tmpdir(), 'notion-fp-redis-bench-'))
const program = join(folder, 'worker.mjs')
await build({
  entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
  outfile: program,
  bundle: true,
  format: 'esm',
  platform: 'node',
  // The codecs of all property types count as having no side effects.
  logLevel: 'error',
  tsconfig: fileURLToPath(new URL('../../../tsconfig.json', import.meta.url)),
  banner: { js: `import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url)` },
})

/** A process, with what it said last. */
interface Worker {
  readonly child: ChildProcess
  /** Resolves when it has nothing to do until a time. */
  readonly turn: () => Promise<void>
  readonly said: () => WorkerTurn
}

const startWorker = (task: WorkerTask): Worker => {
  const child = fork(program, [JSON.stringify(task)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  let said: WorkerTurn = { next: 0, accepted: 0, refused: 0, failed: 0 }
  let settle: (error?: Error) => void = () => undefined
  const next = (): Promise<void> =>
    new Promise((resolve, reject) => {
      settle = (error) => (error ? reject(error) : resolve())
    })
  let turn = next()
  // It may end while nobody waits for it.
  turn.catch(() => undefined)
  child.on('message', (message: WorkerTurn) => {
    said = message
    settle()
    turn = next()
  })
  child.on('exit', () => settle(new Error('a process of the benchmark has ended')))
  return { child, turn: () => turn, said: () => said }
}

/** The result of all processes together. */
interface FleetResult {
  readonly name: string
  /** The ratio of successful calls to those that the limit allows. */
  readonly throughput: number
  /** The ratio of 429s to all responses. */
  readonly refused: number
  readonly failed: number
  /** The ratio of the calls of the process with the fewest to the average, of those that live. */
  readonly least: number
}

/** Runs the processes. With `kills`, one of them is killed after half of the time, while it is at work. */
const fleet = async (name: string, isShared: boolean, kills: boolean): Promise<FleetResult> => {
  let now = ORIGIN
  const redis = await startRedis()
  const simulator = createSimulator({ now: () => now, conditions: { rateLimit: { requests: perMinute } } })
  await simulator.load({ pages: pageIds.map((id) => ({ id, title: id })) })
  const { url, close } = await simulator.listen()
  const shared = { url, redisUrl: redis.url, origin: ORIGIN, minutes, concurrency: CONCURRENCY, pageIds, isShared }
  const workers = Array.from({ length: processes }, (_, index) => startWorker({ ...shared, seed: index + 1 }))
  await Promise.all(workers.map(({ turn }) => turn()))
  const living = new Set(workers)
  const end = ORIGIN + minutes * 60_000
  for (;;) {
    now = Math.min(...[...living].map(({ said }) => said().next))
    if (now >= end) break
    const due = [...living].filter(({ said }) => said().next <= now)
    const turns = due.map(async (worker) => {
      const turn = worker.turn()
      worker.child.send(now)
      if (kills && living.size === processes && now > ORIGIN + minutes * 30_000) {
        living.delete(worker)
        worker.child.kill('SIGKILL')
        await turn.catch(() => undefined)
      } else {
        await turn
      }
    })
    await Promise.all(turns)
  }
  for (const { child } of living) {
    child.removeAllListeners('exit')
    child.kill('SIGKILL')
  }
  await close()
  await redis.stop()
  const sum = (field: keyof WorkerResult): number => workers.reduce((total, { said }) => total + said()[field], 0)
  const accepted = sum('accepted')
  const ofLiving = [...living].map(({ said }) => said().accepted)
  return {
    name,
    throughput: accepted / (perMinute * minutes),
    refused: sum('refused') / (accepted + sum('refused')),
    failed: sum('failed'),
    least: (Math.min(...ofLiving) * ofLiving.length) / ofLiving.reduce((total, count) => total + count, 0),
  }
}

if (noServer) {
  process.exitCode = values.check ? 1 : 0
} else {
  const rows = [
    await fleet('`redisRateLimiter`', true, false),
    await fleet('`redisRateLimiter`, one process killed', true, true),
    await fleet('a limiter in each process', false, false),
  ]
  console.log(
    `| ${processes} processes, ${minutes} minutes | calls of the ${perMinute} a minute | 429s | failed | least process |`,
  )
  console.log('|---|---|---|---|---|')
  for (const { name, throughput, refused, failed, least } of rows)
    console.log(`| ${name} | ${percent(throughput)} | ${percent(refused, 2)} | ${failed} | ${percent(least)} |`)
  const isWorse = ({ throughput, refused, failed }: FleetResult): boolean =>
    refused > MAX_REFUSED || throughput < MIN_THROUGHPUT || failed > 0
  if (values.check && rows.slice(0, 2).some(isWorse)) process.exitCode = 1
}
rmSync(folder, { recursive: true, force: true })
