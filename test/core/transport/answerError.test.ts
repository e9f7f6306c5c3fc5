import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Call } from '../../../src/core/call/call.js'
import { answerError } from '../../../src/core/transport/answerError.js'
import { anErrorBody, anId, aRequest } from '../../support/fixtures.js'

const NOW = Date.UTC(2026, 0, 1, 12)

interface Given {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly call?: Partial<Call>
}

const errorOf = (status: number, { body = anErrorBody(status, 'a_code'), headers = {}, call = {} }: Given = {}) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const json: unknown = typeof body === 'string' ? undefined : body
  return answerError(aRequest(call), { status, headers: new Headers(headers), text, json }, NOW)
}

test.each([
  [400, 'ValidationError'],
  [401, 'AuthenticationError'],
  [402, 'UnexpectedResponseError'],
  [403, 'PermissionError'],
  [404, 'NotFoundError'],
  [409, 'ConflictError'],
  [413, 'UnexpectedResponseError'],
  [429, 'RateLimitError'],
  [500, 'ServerError'],
  [502, 'ServerError'],
  [503, 'ServerError'],
  [504, 'ServerError'],
  [529, 'ServerError'],
  [301, 'UnexpectedResponseError'],
] as const)('default: %i is a %s', (status, tag) => {
  expect(errorOf(status)).toMatchObject({ _tag: tag, status, code: 'a_code', requestId: anId(99) })
})

test('default: a 404 says that the object may not be shared', () => {
  expect(errorOf(404).message).toBe(
    'getPage: 404 a_code: A message for a_code. (it is missing, or not shared with the connection)',
  )
})

test('behavior: Retry-After is read as seconds', () => {
  expect(errorOf(429, { headers: { 'retry-after': '7' } })).toMatchObject({ retryAfterMs: 7_000 })
  expect(errorOf(529, { headers: { 'retry-after': '90' } })).toMatchObject({ retryAfterMs: 90_000 })
  expect(errorOf(429, { headers: { 'retry-after': '0' } })).toMatchObject({ retryAfterMs: 0 })
})

test('behavior: the names of headers are case-insensitive', () => {
  const headers = new Map([
    ['Retry-After', '7'],
    ['X-Notion-Request-Id', 'an id'],
    ['CF-Ray', 'a ray'],
    ['Set-Cookie', 'secret'],
  ])
  const answer = { status: 429, headers, text: '{}', json: {} }
  expect(answerError(aRequest(), answer, NOW)).toMatchObject({
    retryAfterMs: 7_000,
    requestId: 'an id',
    rayId: 'a ray',
    headers: { 'retry-after': '7', 'x-notion-request-id': 'an id', 'cf-ray': 'a ray' },
  })
})

test('behavior: Retry-After is read as a date', () => {
  expect(errorOf(503, { headers: { 'retry-after': 'Thu, 01 Jan 2026 12:00:30 GMT' } })).toMatchObject({
    retryAfterMs: 30_000,
  })
  expect(errorOf(503, { headers: { 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' } })).toMatchObject({
    retryAfterMs: 0,
  })
})

test('behavior: Retry-After is read from the body if the headers are not accessible', () => {
  const body = (retry_after: unknown) => anErrorBody(429, 'rate_limited', { additional_data: { retry_after } })
  expect(errorOf(429, { body: body('12') })).toMatchObject({ retryAfterMs: 12_000 })
  expect(errorOf(429, { body: body(3) })).toMatchObject({ retryAfterMs: 3_000 })
  expect(errorOf(429, { body: body('12'), headers: { 'retry-after': '5' } })).toMatchObject({ retryAfterMs: 5_000 })
})

const strange: ReadonlyArray<unknown> = [
  ...[null, '', ' ', 'soon', {}, [], [5], true],
  ...[{ valueOf: 1 }, { toString: 1, valueOf: 1 }, { toString: null }, [{ toString: 1 }], { length: 1 }],
]

test.each(strange.map((retry_after) => ({ retry_after })))(
  'behavior: a Retry-After of $retry_after is ignored',
  ({ retry_after }) => {
    const body = anErrorBody(429, 'rate_limited', { additional_data: { retry_after } })
    expect(errorOf(429, { body })).not.toHaveProperty('retryAfterMs')
  },
)

test('behavior: a 429 has the reason of the limit', () => {
  const body = anErrorBody(429, 'rate_limited', {
    additional_data: { rate_limit_reason: 'public_api_request_blocked' },
  })
  expect(errorOf(429, { body })).toMatchObject({ reason: 'public_api_request_blocked' })
  expect(errorOf(429)).not.toHaveProperty('reason')
})

test('behavior: the 400 of a database with several data sources has their ids', () => {
  const child_data_source_ids = [anId(3), anId(4)]
  const body = anErrorBody(400, 'validation_error', { additional_data: { child_data_source_ids } })
  expect(errorOf(400, { body })).toMatchObject({ childDataSourceIds: child_data_source_ids })
  expect(errorOf(400)).not.toHaveProperty('childDataSourceIds')
})

test('behavior: the outcome follows from the status and the kind of call', () => {
  const outcome = (status: number, kind: Call['kind'], body?: unknown) =>
    Reflect.get(errorOf(status, { call: { kind }, ...(body !== undefined && { body }) }), 'outcome')
  const committed = anErrorBody(503, 'service_unavailable', { additional_data: { committed_resource_id: anId(5) } })
  expect({
    read: outcome(502, 'read'),
    created: outcome(502, 'once'),
    updated: outcome(504, 'repeatable'),
    overloaded: outcome(529, 'once'),
    committed: outcome(503, 'once', committed),
  }).toEqual({
    read: 'not-applied',
    created: 'unknown',
    updated: 'unknown',
    overloaded: 'not-applied',
    committed: 'committed',
  })
})

test.each([0, 302, 303])('behavior: the outcome of a write is unknown after the redirect %d', (status) => {
  expect(errorOf(status, { call: { kind: 'once' } }).outcome).toBe('unknown')
  expect(errorOf(status, { call: { kind: 'read' } }).outcome).toBe('not-applied')
})

test('behavior: every failed write has an outcome, and a rejected one was not applied', () => {
  const outcome = (status: number, kind: Call['kind']) => errorOf(status, { call: { kind } }).outcome
  for (const status of [301, 304, 307, 308, 400, 401, 402, 403, 404, 405, 409, 413, 418, 422, 429, 451, 499, 529]) {
    expect([status, outcome(status, 'once'), outcome(status, 'repeatable')]).toEqual([
      status,
      'not-applied',
      'not-applied',
    ])
  }
  // 303 names the place of what a write gave; 0 is a redirect of a platform that does not tell which.
  for (const status of [0, 303, 500, 502, 503, 504, 520, 599, 600]) {
    expect([status, outcome(status, 'once'), outcome(status, 'read')]).toEqual([status, 'unknown', 'not-applied'])
  }
})

test('behavior: the message of a committed error says that the write was applied', () => {
  const additional_data = { committed_resource_id: anId(5) }
  const message = 'Notion is temporarily unavailable, try later.'
  const body = anErrorBody(503, 'service_unavailable', { additional_data, message })
  expect(errorOf(503, { body, call: { op: 'createPage', kind: 'once' } }).message).toBe(
    `createPage: applied, do not repeat: 503 service_unavailable: ${message}`,
  )
})

test('behavior: a message of megabytes is shortened', () => {
  const error = errorOf(400, { body: anErrorBody(400, 'a_code', { message: 'x'.repeat(2_000_000) }) })
  expect(error.message).toMatch(/^getPage: 400 a_code: x+… 19990\d\d more$/)
  expect(error.message.length).toBeLessThan(1_030)
  expect(error).toHaveProperty('body.message.length', 2_000_000)
})

test('behavior: a 503 after a commit has the id of the committed resource', () => {
  const additional_data = { committed_resource_id: anId(5), committed_child_ids: [anId(6), anId(7)] }
  const body = anErrorBody(503, 'service_unavailable', { additional_data })
  expect(errorOf(503, { body, call: { kind: 'once' } })).toMatchObject({
    outcome: 'committed',
    committedId: anId(5),
    committedChildIds: [anId(6), anId(7)],
  })
})

test('behavior: an HTML block at the edge keeps its ray id and a snippet without markup', () => {
  const html = `<!DOCTYPE html><html><head><title>Attention Required! | Cloudflare</title></head>
    <body><h1>Sorry,   you have been blocked</h1><p>Ray ID: 8f00</p></body></html>`
  const error = errorOf(403, { body: html, headers: { 'cf-ray': '8f00-AMS', 'content-type': 'text/html' } })
  expect(error).toMatchObject({ _tag: 'PermissionError', rayId: '8f00-AMS', body: html })
  expect(error.message).toMatch(/^getPage: 403: not JSON: Attention Required! \| Cloudflare/)
  expect(error.message).not.toContain('<')
  expect(error).not.toHaveProperty('code')
})

test('behavior: a snippet is short, and only the beginning of a large page is read', () => {
  const { message } = errorOf(502, { body: '<style'.repeat(500_000) })
  expect(message.length).toBeLessThan(300)
})

test('behavior: the request id is also read from the headers', () => {
  expect(errorOf(502, { body: '', headers: { 'x-notion-request-id': 'request-1' } })).toMatchObject({
    requestId: 'request-1',
  })
})

test('behavior: any body gives an error with the status', () => {
  fc.assert(
    fc.property(fc.integer({ min: 300, max: 599 }), fc.anything(), fc.string(), (status, json, text) => {
      const error = answerError(aRequest(), { status, headers: new Headers(), text, json }, NOW)
      expect(error).toMatchObject({ status })
      expect(error.message).toMatch(/^getPage: \d{3}/)
    }),
  )
})
