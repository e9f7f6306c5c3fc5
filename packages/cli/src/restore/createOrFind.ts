/** Creates something once, even if the outcome of a request is unknown: the object is looked for before the request is sent again. */
import type { Context, NotionError } from 'notion-fp'
import { ok, type Result } from '../errors/result.js'

const TRIES = 6

/** Failures after which another attempt may help, whether the write was applied or not. */
const PASSING =
  /^(ServerError|TimeoutError|NetworkError|ConflictError|RateLimitError|UnexpectedResponseError|DecodeError)$/

/** Sends a write that is not idempotent. `find` returns what it created, if it did. */
export const createOrFind = async <A>(
  ctx: Context,
  send: () => Promise<
    { readonly _tag: 'Left'; readonly left: NotionError } | { readonly _tag: 'Right'; readonly right: A }
  >,
  find: () => Promise<Result<A | undefined>>,
): Promise<Result<A>> => {
  for (let attempt = 1; ; attempt++) {
    const sent = await send()
    if (sent._tag === 'Right') return sent
    if (!PASSING.test(sent.left._tag) || attempt === TRIES) return sent
    if (sent.left.outcome !== 'not-applied') {
      const found = await find()
      if (found._tag === 'Left') return found
      if (found.right !== undefined) return ok(found.right)
    }
    await ctx.config.clock.sleep(2 ** attempt * 250)
  }
}
