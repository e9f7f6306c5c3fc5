/** The API behind msw: a test sets the response of each path and reads the requests. */
import { type DefaultBodyType, type HttpHandler, HttpResponse, http, type StrictRequest } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Context } from '../../src/core/call/context.js'
import { makeContext } from '../../src/core/context/makeContext.js'
import { fetchFetcher } from '../../src/core/transport/fetchFetcher.js'

/** One request as it went over the wire. */
export interface Sent {
  readonly method: string
  readonly path: string
  readonly search: URLSearchParams
  readonly headers: Headers
  readonly body: unknown
}

const bodyOf = async (request: StrictRequest<DefaultBodyType>): Promise<unknown> => {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) return request.formData()
  const text = await request.text()
  return text === '' ? undefined : JSON.parse(text)
}

/**
 * Starts msw for a test file. `answer('GET', 'pages/…', body, status)` says what a path answers; `sent` has what was asked for.
 * A request that no test announced fails.
 */
export const notionServer = () => {
  const sent: Array<Sent> = []
  const server = setupServer()
  beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
  afterEach(() => {
    server.resetHandlers()
    sent.length = 0
  })
  afterAll(() => server.close())
  const methods = { GET: http.get, POST: http.post, PATCH: http.patch, DELETE: http.delete }
  const answer = (method: keyof typeof methods, path: string, body: unknown, status = 200): void => {
    const handler: HttpHandler = methods[method](`https://api.notion.com/v1/${path}`, async ({ request }) => {
      const url = new URL(request.url)
      sent.push({
        method: request.method,
        path: url.pathname.replace(/^\/v1\//, ''),
        search: url.searchParams,
        headers: request.headers,
        body: await bodyOf(request),
      })
      return HttpResponse.json(typeof body === 'function' ? body(sent.length) : body, { status })
    })
    server.use(handler)
  }
  return { answer, sent, server }
}

/** A context without middleware, for tests of operations. */
export const aContext = (): Context =>
  makeContext({ auth: 'ntn_test', logLevel: 'silent', validate: 'strict' }, fetchFetcher)
