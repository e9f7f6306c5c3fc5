/**
 * One of several processes with the same token: reads pages. Its time stands still while a request or a command is under way, and goes on
 * when the process that started it says so. So the result does not depend on how busy the machine is.
 */
import { type Clock, createContext, getPage } from 'notion-fp'
import { createClient } from 'redis'
import { steppedTimers } from '../../../bench/steppedTimers.js'
import { seeded, sleepBy } from '../../../bench/virtualClock.js'
import { withLatency } from '../../../bench/withLatency.js'
import { countUnderWay } from '../../../test/support/underWay.js'
import { redisRateLimiter } from '../src/index.js'
import type { WorkerTask, WorkerTurn } from './task.js'

const task: WorkerTask = JSON.parse(process.argv[2] ?? '')
const { url, redisUrl, origin, minutes, concurrency, seed, pageIds } = task

/** The steps in which time advances, in milliseconds. */
const STEP_MS = 20

let time = origin
const { after, nextAt, runDue } = steppedTimers(() => time, STEP_MS)
const clock: Clock = {
  now: () => time,
  random: seeded(seed),
  after,
  sleep: sleepBy(after),
}

const { counted, underWay } = countUnderWay()

const client = createClient({ url: redisUrl })
client.on('error', () => process.exit(1))
await client.connect()
const sendCommand = (command: ReadonlyArray<string>): Promise<unknown> =>
  counted(() => client.sendCommand([...command]))

const result = { accepted: 0, refused: 0, failed: 0 }
const send = withLatency(clock, (...given) =>
  counted(async () => {
    const answer = await fetch(...given)
    return new Response(await answer.arrayBuffer(), answer)
  }),
)
const overTheNetwork: typeof fetch = async (...given) => {
  const response = await send(...given)
  if (response.status === 429) result.refused++
  return response
}

const ctx = createContext({
  auth: 'ntn_token_of_a_fleet',
  baseUrl: url,
  fetch: overTheNetwork,
  clock,
  cache: false,
  logLevel: 'silent',
  ...(task.isShared && { rateLimit: redisRateLimiter(sendCommand, { clock, time: clock.now }) }),
})

const end = origin + minutes * 60_000
const lane = async (index: number): Promise<void> => {
  for (let call = index; time < end; call += concurrency) {
    const page_id = pageIds[call % pageIds.length] ?? ''
    const answer = await getPage(ctx, { page_id })()
    // What is answered after the end belongs to no minute.
    if (answer._tag === 'Left') result.failed++
    else if (time < end) result.accepted++
  }
}

/** Says when the next timer is due, once nothing else can happen. */
const yieldTurn = async (): Promise<void> => {
  // A process without a timer hashes something, which takes no time here.
  for (let quiet = 0; quiet < 3; quiet = underWay() === 0 && Number.isFinite(nextAt()) ? quiet + 1 : 0)
    await new Promise(setImmediate)
  const turn: WorkerTurn = { next: nextAt(), ...result }
  process.send?.(turn)
}

process.on('message', (now: number) => {
  time = now
  runDue()
  void yieldTurn()
})
process.on('disconnect', () => process.exit(0))
for (let index = 0; index < concurrency; index++) void lane(index)
void yieldTurn()
