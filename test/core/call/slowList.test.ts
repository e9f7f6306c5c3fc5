import { expect, test } from 'vitest'
import { halved, isTooSlow } from '../../../src/core/call/slowList.js'
import { anError } from '../../support/fixtures.js'

const saying = (message: string) => anError('ValidationError', { message: `getPage: 400 validation_error: ${message}` })

test.each([
  'Rendering the object exceeded the response time budget. Please retry with exponential backoff.',
  'Rendering this object exceeded the response-time budget and should be retried with exponential back-off.',
  'The page took too long to render, try again later.',
  'Request timed out while rendering.',
  'Could not render block in time. Back off and retry.',
  'Rendering took longer than allowed; please back off exponentially.',
  'RENDERING EXCEEDED THE TIME LIMIT: RETRY',
])('default: isTooSlow is true for a 400 whose message asks to back off: %s', (message) => {
  expect(isTooSlow(saying(message))).toBe(true)
  expect(isTooSlow(anError('ServerError', { status: 503, message }))).toBe(true)
})

test.each([
  'body failed validation: body.filter should be an object, instead was `"retry with exponential backoff, rendering took too long"`.',
  "Could not find property with name or id: 'Response time budget, retry'",
  'body failed validation: body.page_size should be ≤ `100`, instead was `1000`.',
  'The start_cursor provided is invalid: 0123',
  'Invalid timestamp provided for created_time.',
  'Could not find sort property with name or id: Deadline',
  'Title is not a property that exists.',
])('behavior: isTooSlow is false for any other 400: %s', (message) => {
  expect(isTooSlow(saying(message))).toBe(false)
})

test('default: isTooSlow is true for 504 and timeouts, and false for other errors', () => {
  expect(isTooSlow(anError('ServerError', { status: 504 }))).toBe(true)
  expect(isTooSlow(anError('ServerError', { status: 524 }))).toBe(true)
  expect(isTooSlow(anError('TimeoutError'))).toBe(true)
  const body = { additional_data: { elapsed_ms: 55_010, deadline_ms: 55_000 } }
  expect(isTooSlow(anError('ServerError', { status: 503, body }))).toBe(true)
  for (const status of [500, 502, 503, 529]) expect(isTooSlow(anError('ServerError', { status }))).toBe(false)
  for (const tag of [
    'RateLimitError',
    'NetworkError',
    'NotFoundError',
    'AbortError',
    'UnexpectedResponseError',
  ] as const) {
    expect(isTooSlow(anError(tag))).toBe(false)
  }
})

test('behavior: isTooSlow is fast for a message of megabytes', () => {
  const started = process.cpuUsage()
  isTooSlow(saying(`${'"'.repeat(1_000_000)}${'time '.repeat(200_000)}`))
  expect(process.cpuUsage(started).user).toBeLessThan(500_000)
})

test('default: the page size is halved, down to 10', () => {
  const sizes = (size: number | undefined): ReadonlyArray<number> => {
    const half = halved(size)
    return half === undefined ? [] : [half, ...sizes(half)]
  }
  expect(sizes(undefined)).toEqual([50, 25, 12, 10])
  expect(sizes(100)).toEqual([50, 25, 12, 10])
  expect(sizes(11)).toEqual([10])
  for (const size of [10, 5, 1]) expect(sizes(size)).toEqual([])
})
