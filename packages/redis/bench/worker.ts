/**
 * One of several processes with the same token: reads pages. Its time stands still while a request or a command is under way, and goes on
 * when the process that started it says so. So the result does not depend on how busy the machine is.
 */
import { type Clock, createContext, getPage } from 'notion-fp'
import { createClient } from 'redis'
import { seeded, sleepBy } from '../../../bench/virtualClock.js'
import { countUnderWay } from '../../../test/support/underWay.js'
import { redisRateLimiter } from '../src/index.js'
import type { WorkerTask, WorkerTurn } from './task.js'

const task: WorkerTask = JSON.parse(process.argv[2] ?? '')
const { url, redisUrl, origin, minutes, concurrency, seed, pageIds } = task

/** The steps in which time goes on, in milliseconds. */
const STEP_MS = 20

let time = origin
const timers = new Set<{ readonly at: number; readonly run: () => void }>()
const after = (milliseconds: number, run: () => void): (() => void) => {
  // In steps, so that the processes have turns together.
  const timer = { at: Math.ceil((time + Math.max(1, milliseconds)) / STEP_MS) * STEP_MS, run }
  timers.add(timer)
  return () => timers.delete(timer)
}
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
const send = (command: ReadonlyArray<string>): Promise<unknown> => counted(() => client.sendCommand([...command]))

const result = { accepted: 0, refused: 0, failed: 0 }
const overTheNetwork: typeof fetch = async (...given) => {
  // The way there and back.
  await clock.sleep(50 + 150 * clock.random())
  const response = await counted(async () => {
    const answer = await fetch(...given)
    return new Response(await answer.arrayBuffer(), answer)
  })
  await clock.sleep(50 + 150 * clock.random())
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
  ...(task.isShared && { rateLimit: redisRateLimiter(send, { clock, time: clock.now }) }),
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
  for (let quiet = 0; quiet < 3; quiet = underWay() === 0 && timers.size > 0 ? quiet + 1 : 0)
    await new Promise(setImmediate)
  const next = [...timers].reduce((least, { at }) => Math.min(least, at), Number.MAX_SAFE_INTEGER)
  const turn: WorkerTurn = { next, ...result }
  process.send?.(turn)
}

process.on('message', (now: number) => {
  time = now
  for (const timer of [...timers]) {
    if (timer.at > now) continue
    timers.delete(timer)
    timer.run()
  }
  void yieldTurn()
})
process.on('disconnect', () => process.exit(0))
for (let index = 0; index < concurrency; index++) void lane(index)
void yieldTurn()
