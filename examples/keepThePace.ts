/** Sends 400 requests at once to a Notion that allows 180 a minute: without a rate limiter, then with one. Time runs 30 times as fast. */
import { createSimulator } from '@notion-fp/simulator'
import { type Clock, createContext, getPage, systemClock } from 'notion-fp'
import { pipe, T, TE } from 'notion-fp/fp'
import { type Example, say } from './support/example.js'

const CALLS = 400

/** Pages of their own, since calls for the same page share an answer. */
const ids = Array.from({ length: CALLS }, (_, index) => `4f4e4d4c-4b4a-4948-8746-${String(index).padStart(12, '0')}`)

/** A clock that is faster than that of the wall. */
const faster = (times: number): Clock => {
  const began = performance.now()
  const now = (): number => (performance.now() - began) * times
  return {
    now,
    random: () => Math.random(),
    after: (milliseconds, run) => systemClock.after(milliseconds / times, run),
    sleep: (milliseconds, signal) => systemClock.sleep(milliseconds / times, signal),
  }
}

/** Sends all at once, and counts the answers. */
const send = async (limited: boolean): Promise<string> => {
  const clock = faster(30)
  const simulator = createSimulator({ now: clock.now, conditions: { rateLimit: true } })
  await simulator.load({ pages: ids.map((id) => ({ id, title: 'A page' })) })
  const ctx = createContext({
    auth: 'ntn_demo',
    fetch: (url, init) => simulator.fetch(url, init),
    cache: false,
    logLevel: 'silent',
    clock,
    ...(!limited && { rateLimit: false, retry: false }),
  })
  const answers = await pipe(
    ids,
    T.traverseArray((page_id) => getPage(ctx, { page_id })),
  )()
  const refused = simulator.journal.filter(({ status }) => status === 429).length
  const failed = answers.filter(({ _tag }) => _tag === 'Left').length
  return `${CALLS - failed} answered, ${failed} failed; Notion refused ${refused} requests`
}

export const keepThePace: Example = () =>
  TE.tryCatch(
    async () => {
      say(`without rate limiter and retries: ${await send(false)}`)
      say(`with both, which is the default:  ${await send(true)}`)
    },
    (reason) => ({ _tag: 'Unexpected', message: String(reason) }),
  )
