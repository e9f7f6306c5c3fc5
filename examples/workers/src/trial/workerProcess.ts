/** A worker process of the trial. */
import { Redis } from 'ioredis'
import type { Page } from 'notion-fp'
import { mirrorQueue } from '../bullmq/mirrorQueue.js'
import { mirrorWorker } from '../bullmq/mirrorWorker.js'
import { contextsOf } from '../contexts.js'
import { redisStore } from '../redisStore.js'
import type { Pace } from '../time.js'
import { tokenOf } from './tenants.js'

/** What the process is given. */
export interface WorkerTask {
  readonly redisUrl: string
  readonly baseUrl: string
  readonly pace: Pace
}

const { redisUrl, baseUrl, pace }: WorkerTask = JSON.parse(process.argv[2] ?? '')
const redis = new Redis(redisUrl, { maxRetriesPerRequest: null })

const hasContent = ({ properties }: Page): boolean => {
  const kind = properties.Kind
  return kind?.type === 'select' && kind.select?.name === 'Document'
}

const worker = mirrorWorker({
  connection: new Redis(redisUrl, { maxRetriesPerRequest: null }),
  queue: mirrorQueue(redis),
  store: redisStore(redis),
  contextOf: contextsOf({ redis, authOf: tokenOf, baseUrl, pace }),
  hasContent,
  pace,
  // A trial does not have the time to wait for half a minute.
  leaseMs: 3_000,
  onError: () => undefined,
})
await worker.waitUntilReady()
process.send?.('ready')
process.on('disconnect', () => process.exit())
