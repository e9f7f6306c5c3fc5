import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { createConditions } from '../src/conditions/conditions.js'
import { createRateLimit } from '../src/conditions/rateLimit.js'
import { requestInfoOf } from '../src/conditions/requestInfo.js'
import { createSimulator } from '../src/index.js'
import { aDataSource, harness } from './support/harness.js'

const infoOf = (token: string) => {
  const request = new Request('http://a/v1/users/me', { headers: { authorization: `Bearer ${token}` } })
  return requestInfoOf(request, new URL(request.url), undefined)
}

test('behavior: rate limits remember the 10,000 tokens that were used last', () => {
  const limit = createRateLimit({ requests: 1 })
  expect([limit(infoOf('first'), 0), limit(infoOf('first'), 1)?.kind]).toEqual([undefined, 'rate_limited'])
  for (let token = 0; token < 9999; token += 1) limit(infoOf(String(token)), 2)
  expect(limit(infoOf('first'), 3)?.kind).toBe('rate_limited')
  limit(infoOf('another'), 4)
  expect(limit(infoOf('first'), 5)).toBe(undefined)
})

test('behavior: faults that have happened are forgotten', () => {
  const conditions = createConditions()
  const checked: Array<number> = []
  const match = (): boolean => checked.push(1) > 0
  for (let count = 0; count < 100; count += 1) {
    conditions.failNext({ status: 502, match })
    conditions.takeFault(infoOf('any'))
  }
  expect(checked).toHaveLength(100)
})

test('behavior: authorization codes and results of views are stored up to a number, the latest', async () => {
  const tools = await harness()
  const first = tools.simulator.authorize()
  for (let count = 0; count < 1000; count += 1) tools.simulator.authorize()
  const token = await tools.call(
    'POST',
    'oauth/token',
    { grant_type: 'authorization_code', code: first },
    { authorization: `Basic ${btoa('client:secret')}` },
  )
  expect(token.status).toBe(400)
  const { source } = await aDataSource(tools, {})
  const views = await tools.ok('GET', `views?data_source_id=${source}`)
  const [view] = JSON.parse(JSON.stringify(views.results))
  const create = () => tools.ok('POST', `views/${view.id}/queries`, {})
  const one = await create()
  for (let count = 0; count < 199; count += 1) await create()
  const read = async () => (await tools.call('GET', `views/${view.id}/queries/${String(one.id)}`)).status
  expect(await read()).toBe(200)
  await create()
  expect(await read()).toBe(404)
})

test('error: a receiver of webhooks that redirects elsewhere is not accepted, and nothing is sent there', async () => {
  const heard: Array<string> = []
  const server = createServer((request, response) => {
    heard.push(request.url ?? '')
    response.writeHead(307, { location: '/elsewhere' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  try {
    await expect(createSimulator().subscribe({ url: `http://127.0.0.1:${port}/hook` })).rejects.toThrow(
      'did not accept',
    )
    expect(heard).toEqual(['/hook'])
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
})
