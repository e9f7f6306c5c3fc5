/**
 * Ten Workers with one token, on the simulator with the limit of most plans, for ten minutes of virtual time, with the limiter in a Durable
 * Object and with one of its own in each; and how long the object takes in workerd. `--check` fails if the limiter is worse than it must be.
 */
import { parseArgs } from 'node:util'
import { percent } from '../../../bench/percent.js'
import { type Figures, startFleet } from './fleet.js'

const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    minutes: { type: 'string', default: '10' },
    workers: { type: 'string', default: '10' },
    limit: { type: 'string', default: '180' },
  },
})
const task = {
  workers: Number(values.workers),
  concurrency: 8,
  minutes: Number(values.minutes),
  perMinute: Number(values.limit),
}

const fleet = await startFleet()
try {
  const rows: ReadonlyArray<readonly [name: string, figures: Figures]> = [
    ['`durableObjectRateLimiter`', await fleet.pace({ ...task, isShared: true })],
    ['a limiter in each Worker', await fleet.pace({ ...task, isShared: false })],
  ]
  console.log(
    `| ${task.workers} Workers, ${task.minutes} minutes | calls of the ${task.perMinute} a minute | 429s | failed | least Worker | requests to the object for each call |`,
  )
  console.log('|---|---|---|---|---|---|')
  for (const [name, { throughput, refused, failed, least, questions }] of rows)
    console.log(
      `| ${name} | ${percent(throughput)} | ${percent(refused, 2)} | ${failed} | ${percent(least)} | ${questions.toFixed(2)} |`,
    )
  console.log()
  console.log('| requests at the same moment | a permit for each, ms: median | 95 % | permits a second |')
  console.log('|---|---|---|---|')
  for (const atOnce of [1, 10, 50]) {
    await fleet.roundTrips({ prefix: `warm-${atOnce}`, rounds: 20, atOnce })
    const rounds = Math.floor(1_000 / atOnce)
    const times = [...(await fleet.roundTrips({ prefix: `timed-${atOnce}`, rounds, atOnce }))].sort((a, b) => a - b)
    const at = (share: number): number => times[Math.floor(share * (times.length - 1))] ?? 0
    const seconds = times.reduce((sum, time) => sum + time, 0) / 1_000
    console.log(`| ${atOnce} | ${at(0.5)} | ${at(0.95)} | ${Math.round((rounds * atOnce) / seconds)} |`)
  }
  const shared = rows[0]?.[1]
  const isWorse = !shared || shared.refused > 0.005 || shared.throughput < 0.95 || shared.failed > 0
  if (values.check && isWorse) process.exitCode = 1
} finally {
  await fleet.stop()
}
