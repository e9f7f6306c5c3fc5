/** The queue of the steps. */
import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import { firstContent, firstRows, type State, type Task } from '../steps.js'

export const QUEUE = 'mirror'

/** How a failed step is retried. */
const AGAIN = { attempts: 10, backoff: { type: 'exponential', delay: 1_000 }, removeOnComplete: true } as const

export type MirrorQueue = Queue<State>

export const mirrorQueue = (connection: Redis): MirrorQueue => new Queue<State>(QUEUE, { connection })

/** Adds the next step of a chain. It is there once, however many processes add it. */
export const addStep = async (queue: MirrorQueue, state: State): Promise<void> => {
  await queue.add('step', state, { ...AGAIN, jobId: `${state.tenant}-${state.chain}-${state.step}` })
}

/** Begins the mirror of a data source. */
export const addMirror = async (
  queue: MirrorQueue,
  tenant: string,
  data_source_id: string,
  todo: ReadonlyArray<Task>,
): Promise<void> => {
  await addStep(queue, firstRows(tenant, data_source_id, todo))
  await addStep(queue, firstContent(tenant, data_source_id))
}
