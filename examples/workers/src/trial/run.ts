/**
 * Tries the mirror: many tenants in a simulated Notion with its rate limits, several worker processes of which one is killed and one
 * frozen for a while, and people
 * who edit meanwhile. At the end every copy is compared with the workspace, and the figures are printed. Fails if anything is lost or was
 * written twice, a tenant starved, or a token was over its rate.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createSimulator } from '@notion-fp/simulator'
import { Redis } from 'ioredis'
import { addMirror, mirrorQueue } from '../bullmq/mirrorQueue.js'
import { contentsOf, redisStore, underWay } from '../redisStore.js'
import { clockOf, type Pace } from '../time.js'
import { auditor, compare } from './compare.js'
import { type Answered, openDoor } from './door.js'
import { startRedis } from './redisServer.js'
import { median, rateOf, table } from './report.js'
import { editorOf, editsOf, loadTenants, type Size, type Tenant, tokenOf } from './tenants.js'
import type { WorkerTask } from './workerProcess.js'

const { values } = parseArgs({
  options: {
    tenants: { type: 'string', default: '20' },
    rows: { type: 'string', default: '2000' },
    /** Every so many rows, one has content. */
    content: { type: 'string', default: '8' },
    workers: { type: 'string', default: '4' },
    kills: { type: 'string', default: '1' },
    /** How many times a worker is frozen, for longer than its lease, and goes on then. */
    freezes: { type: 'string', default: '1' },
    /** How many times as fast time passes. By default so slowly that the limits, and not the processor, decide how long it takes. */
    speed: { type: 'string', default: '0.4' },
  },
})
const [tenantCount, rowCount, every, workerCount, kills, freezes, speed] = [
  values.tenants,
  values.rows,
  values.content,
  values.workers,
  values.kills,
  values.freezes,
  values.speed,
].map(Number) as [number, number, number, number, number, number, number]
const size: Size = { tenants: tenantCount, rows: rowCount, every }

/** What Notion allows a token in a minute. */
const LIMIT = 180
/** The 429s of all answers, at most. A first one shows what the limit is. */
const MAX_REFUSED = 0.01
/**
 * Notion counts the requests of its own windows, and the limiter those of any minute. In a minute that lies in two windows Notion accepts
 * more than its limit, and the limiter, which tries one request more at a time, learns so until the first 429.
 */
const MAX_OVER = 1.1
/** How much longer than the median the slowest tenant may take. A killed worker holds up some for its lease. */
const MAX_DELAY = 2.5
/** When everything must be done, in milliseconds on the wall. */
const PATIENCE_MS = 500_000

const started = performance.now()
const pace: Pace = { began: Date.now(), speed }
const { now } = clockOf(pace)
const { url: redisUrl, stop: stopRedis } = await startRedis()
const redis = new Redis(redisUrl, { maxRetriesPerRequest: null })
const store = redisStore(redis)
const queue = mirrorQueue(redis)

const simulator = createSimulator({
  now,
  journalBytes: 100_000,
  journalBodies: false,
  conditions: {
    rateLimit: { requests: LIMIT },
    latency: { min: 100, max: 400 },
    sleep: (milliseconds: number) => sleep(milliseconds / speed),
  },
})
const tenants = await loadTenants(simulator, size)

/** The answers to each token. */
const answers = new Map<string, Array<Answered>>()

const edit = async (tenant: Tenant, index: number): Promise<void> => {
  for (const [method, path, body] of editsOf(index, size, tenant)) {
    const response = await simulator.fetch(`https://api.notion.com/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${editorOf(tenant.name)}`,
        'notion-version': '2026-03-11',
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`an edit failed: ${await response.text()}`)
  }
}

/** The tenants that were edited. */
const edited = new Set<string>()

/** Counts an answer. With the one after which half of its rows were read, a tenant is edited: the answer is old when it arrives. */
const onAnswer = async (answered: Answered): Promise<void> => {
  const all = answers.get(answered.token) ?? []
  all.push(answered)
  answers.set(answered.token, all)
  const index = tenants.findIndex(({ name }) => tokenOf(name) === answered.token)
  const tenant = tenants[index]
  if (!tenant || edited.has(tenant.name)) return
  const queries = all.filter(({ path, status }) => path.endsWith('/query') && status === 200).length
  if (queries < rowCount / 200) return
  edited.add(tenant.name)
  await edit(tenant, index)
}
const door = await openDoor((url, init) => simulator.fetch(url, init), now, onAnswer)

const program = fileURLToPath(new URL('workerProcess.js', import.meta.url))
const task: WorkerTask = { redisUrl, baseUrl: door.url, pace }
const startWorker = (): ChildProcess =>
  fork(program, [JSON.stringify(task)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
const workers = Array.from({ length: workerCount }, startWorker)
await Promise.all(workers.map((worker) => once(worker, 'message')))

const loadedMs = performance.now() - started
const began = now()
for (const { name, data_source_id } of tenants)
  await addMirror(queue, name, data_source_id, ['changes', 'reconcile', 'changes'])

/** About so many answers are needed for all. */
const expected = tenantCount * (rowCount / every + rowCount / 25)

/** What happens to workers, each to another one, and after how many answers: the same in every run, so that runs can be compared. */
const disturbances = Array.from({ length: kills + freezes }, (_, index) => ({
  what: index < kills ? 'killed' : 'frozen',
  victim: index % workerCount,
  after: expected * (0.1 + (0.7 * (index + 0.5)) / (kills + freezes)),
}))
const disturbed: Array<string> = []
const thawed: Array<Promise<void>> = []

/** Longer than the lease of a worker. */
const FROZEN_MS = 6_000

const thaw = async (worker: ChildProcess): Promise<void> => {
  await sleep(FROZEN_MS)
  worker.kill('SIGCONT')
}

const disturbWhenDue = async (): Promise<void> => {
  const answered = [...answers.values()].reduce((sum, { length }) => sum + length, 0)
  const due = disturbances[0]
  if (due === undefined || answered < due.after) return
  disturbances.shift()
  const active = await queue.getActiveCount()
  const worker = workers[due.victim]
  if (due.what === 'killed') {
    worker?.kill('SIGKILL')
    workers[due.victim] = startWorker()
  } else if (worker) {
    worker.kill('SIGSTOP')
    thawed.push(thaw(worker))
  }
  disturbed.push(`${due.what}: worker ${due.victim + 1} after ${answered} answers, ${active} steps under way in all`)
}

const finished = new Map<string, number>()
while (finished.size < tenants.length) {
  if (performance.now() - started > PATIENCE_MS) break
  await sleep(50)
  await disturbWhenDue()
  for (const { name } of tenants.filter((tenant) => !finished.has(tenant.name)))
    if ((await underWay(store, name)).length === 0) finished.set(name, now() - began)
}
const runMs = performance.now() - started - loadedMs
// What a worker does that was thought to be dead must not count.
await Promise.all(thawed)
await sleep(500)
const failed = await queue.getFailed()
for (const worker of workers) worker.kill('SIGKILL')

simulator.setConditions({})
const ctx = auditor(simulator)
const compared = await Promise.all(
  tenants.map(async (tenant) => ({ tenant, ...(await compare(ctx, tenant, await contentsOf(redis, tenant.name))) })),
)
const counts = await Promise.all(tenants.map(async ({ name }) => (await contentsOf(redis, name)).log.length))
door.close()
await queue.close()
redis.disconnect()
await stopRedis()

const rates = tenants.map(({ name }) => rateOf(answers.get(tokenOf(name)) ?? []))
const seconds = (milliseconds: number): string => (milliseconds / 1_000).toFixed(1)
const durations = [...finished.values()]
const sum = (numbers: ReadonlyArray<number>): number => numbers.reduce((total, number) => total + number, 0)
const accepted = sum(rates.map((rate) => rate.accepted))
const refused = sum(rates.map((rate) => rate.refused))
const wrong = compared.map(({ lost, left, lostContent, twice }) =>
  [lost, left, lostContent, twice].map(({ length }) => length),
)

console.log(
  `${tenantCount} tenants, ${rowCount} rows each, ${workerCount} worker processes, ${LIMIT} requests a minute and token, time ${speed} times as fast`,
)
for (const text of disturbed) console.log(text)
console.log()
console.log(
  table([
    [
      'tenant',
      'done after, s',
      'requests',
      'a minute',
      'most in a minute',
      '429s',
      'writes',
      'lost',
      'left',
      'lost content',
      'twice',
    ],
    ...tenants.map(({ name }, index) => {
      const { accepted = 0, perMinute = 0, mostInAMinute = 0, refused = 0 } = rates[index] ?? {}
      const duration = finished.get(name)
      return [
        name,
        duration === undefined ? 'never' : seconds(duration),
        accepted,
        perMinute.toFixed(0),
        mostInAMinute,
        refused,
        counts[index] ?? 0,
        ...(wrong[index] ?? []),
      ]
    }),
  ]),
)
/** The requests of each token while all tenants were at work. */
const shares = tenants.map(({ name }) => {
  const until = began + Math.min(...durations)
  return (answers.get(tokenOf(name)) ?? []).filter(({ at, status }) => status !== 429 && at <= until).length
})
const average = sum(shares) / tenantCount
const isGoverned = (rate: (typeof rates)[number]): boolean => rate.mostInAMinute >= 0.95 * LIMIT
const governed = rates.filter(isGoverned).length
const [least, middle, most] = [Math.min(...durations), median(durations), Math.max(...durations)]
/** The first calls of a token need no permit of a minute before; each further minute has as many. */
const shortestOf = (requests: number): number => Math.max(0, Math.ceil(requests / LIMIT) - 1) * 60_000
const shortest = shortestOf(Math.max(...rates.map((rate) => rate.accepted)))
console.log()
console.log(
  table([
    ['done after, in seconds of the trial: first tenant', seconds(least)],
    ['median', seconds(middle)],
    ['last tenant', seconds(most)],
    ['the shortest that the limit allows', seconds(shortest)],
    ['tokens that used 95 % of their limit in a minute', `${governed} of ${tenantCount}`],
    ['fairness: the last tenant took, times the median', (most / middle).toFixed(2)],
    [
      'requests while all were at work: least tenant, % of the average',
      ((100 * Math.min(...shares)) / average).toFixed(0),
    ],
    ['most tenant', ((100 * Math.max(...shares)) / average).toFixed(0)],
    ['429s, % of all answers', ((100 * refused) / (accepted + refused)).toFixed(2)],
    ['on the wall, s, without filling and comparing', seconds(runMs)],
    ['on the wall, s, in all', seconds(performance.now() - started)],
  ]),
)

const problems = [
  ...tenants.filter(({ name }) => !finished.has(name)).map(({ name }) => `${name} was not done in time`),
  ...failed.map(({ failedReason }) => `a step failed for good: ${failedReason}`),
  ...compared.flatMap(({ tenant: { name }, lost, left, lostContent, twice }) =>
    [...lost, ...left, ...lostContent, ...twice].length > 0
      ? [`${name}: lost ${lost}, left ${left}, content ${lostContent}, twice ${twice}`.slice(0, 1_000)]
      : [],
  ),
  ...(refused > MAX_REFUSED * (accepted + refused) ? ['too many 429s'] : []),
  ...tenants.flatMap(({ name }, index) =>
    (rates[index]?.mostInAMinute ?? 0) > MAX_OVER * LIMIT ? [`${name} was over its rate`] : [],
  ),
  ...(most > MAX_DELAY * middle ? ['a tenant starved'] : []),
  ...tenants.flatMap(({ name }) => (edited.has(name) ? [] : [`${name} was not edited`])),
  ...(disturbances.length > 0 ? ['the work was done before all workers were killed and frozen'] : []),
]
if (governed < tenantCount && rates.every(({ accepted: count }) => count > LIMIT))
  console.log(
    '\nThe processor, not the limit of each token, decided how long this took: lower --speed shows what the limit does.',
  )
for (const problem of problems) console.error(`wrong: ${problem}`)
process.exitCode = problems.length > 0 ? 1 : 0
