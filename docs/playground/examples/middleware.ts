// A middleware is a function around the one that sends a request. This one measures; the cache is left out.
import { fetchFetcher, getPage, type Middleware, makeContext, withRateLimit, withRetry, wrap } from 'notion-fp'
import { pipe } from 'notion-fp/fp'

const timed: Middleware = (next) => (request) => async () => {
  const started = performance.now()
  const result = await next(request)()
  console.log(`${request.op}: ${result._tag} after ${(performance.now() - started).toFixed(1)} ms`)
  return result
}

const ctx = pipe(
  makeContext({ auth: 'ntn_playground' }, fetchFetcher),
  wrap(withRateLimit()),
  wrap(withRetry({ attempts: 4 })),
  wrap(timed),
)

for (let call = 0; call < 4; call++) await getPage(ctx, { page_id: '0f0e0d0c0b0a49088706050403020100' })()
