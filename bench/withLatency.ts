/** The way to a server and back, in virtual time. */
import type { Clock } from '../src/core/internal/clock.js'

/** A `fetch` whose requests and responses take 50 to 200 milliseconds each. */
export const withLatency =
  ({ sleep, random }: Clock, send: typeof fetch): typeof fetch =>
  async (...given) => {
    await sleep(50 + 150 * random())
    const response = await send(...given)
    await sleep(50 + 150 * random())
    return response
  }
