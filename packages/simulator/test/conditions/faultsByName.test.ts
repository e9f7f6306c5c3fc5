import { expect, test } from 'vitest'
import { asArray } from '../../src/domain/values/json.js'
import { faults } from '../../src/index.js'
import { aDataSource, aRow, harness } from '../support/harness.js'

test('params: renderingTimeout: a 400 that asks for backoff, once', async () => {
  const { simulator, call } = await harness()
  simulator.failNext(faults.renderingTimeout)
  const { status, body } = await call('GET', 'users')
  expect([status, body.code]).toEqual([400, 'validation_error'])
  expect(body.message).toMatch(/response time budget.*exponential backoff/)
  expect((await call('GET', 'users')).status).toBe(200)
})

test('params: cursorExpired: a run ends in the middle, and starts again', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  for (const name of ['A', 'B', 'C']) await aRow(tools, source, name)
  const path = `data_sources/${source}/query`
  tools.simulator.failNext(faults.cursorExpired)
  const first = await tools.ok('POST', path, { page_size: 1 })
  const cursor = String(first.next_cursor)
  expect(await tools.call('POST', path, { page_size: 1, start_cursor: cursor })).toMatchObject({
    status: 400,
    body: { code: 'validation_error', message: `The start_cursor provided is invalid: ${cursor}` },
  })
  const list = await tools.ok('GET', 'users?page_size=1')
  tools.simulator.failNext(faults.cursorExpired)
  const answer = await tools.call('GET', `users?start_cursor=${String(list.next_cursor)}`)
  expect(answer.body.message).toBe(`The start_cursor provided is invalid: ${String(list.next_cursor)}`)
  expect(asArray((await tools.ok('POST', path, {})).results)).toHaveLength(3)
})

test('params: a status of 429 alone has the headers and the body of a rate limit', async () => {
  const { simulator, call } = await harness()
  simulator.failNext({ status: 429, times: 2 })
  const { status, body, headers } = await call('GET', 'users')
  expect([status, headers.get('retry-after')]).toEqual([429, '1'])
  expect(body).toMatchObject({
    object: 'error',
    status: 429,
    code: 'rate_limited',
    message: expect.stringContaining('rate limited'),
    additional_data: { rate_limit_reason: 'public_api_request_rate_limit', retry_after: '1' },
    request_id: headers.get('x-notion-request-id'),
  })
  simulator.clearFaults()
  simulator.failNext({ status: 429, headers: { 'Retry-After': '7' } })
  const given = await call('GET', 'users')
  expect([given.headers.get('retry-after'), given.body.additional_data]).toEqual([
    '7',
    { rate_limit_reason: 'public_api_request_rate_limit', retry_after: '7' },
  ])
})
