/** The measurements of calls, as the official metrics SDK collects them. */
import { withMetrics } from '@notion-fp/opentelemetry'
import { faults } from '@notion-fp/simulator'
import { getPage, getUser } from 'notion-fp'
import { describe, expect, test } from 'vitest'
import { HOME, ok, PERSON } from '../../../test/simulator/world.js'
import { aWorld, metered } from './support.js'

const MISSING = '99999999-9999-4999-8999-999999999999'

const GET_PAGE = {
  'http.request.method': 'GET',
  'notion.operation': 'getPage',
  'server.address': 'api.notion.com',
  'server.port': 443,
  'url.template': '/v1/pages/{page_id}',
}

const aMeasuredWorld = async (
  ...options: Parameters<typeof aWorld> extends [unknown, ...infer Rest] ? Rest : never
) => {
  const { meter, collected } = metered()
  const of = async (name: string) => (await collected()).filter((point) => point.name === name)
  return { ...(await aWorld(withMetrics({ meter }), ...options)), of, collected }
}

test('default: each HTTP request is in a histogram of seconds, by status and kind of failure', async () => {
  const { ctx, simulator, of } = await aMeasuredWorld({}, { conditions: { latency: 250 } })
  simulator.failNext(faults.badGateway)
  await ok(getPage(ctx, { page_id: HOME }))
  expect(await of('http.client.request.duration')).toMatchObject([
    {
      unit: 's',
      attributes: { ...GET_PAGE, 'http.response.status_code': 502, 'error.type': 'ServerError' },
      value: { count: 1, sum: 0.25 },
    },
    { unit: 's', attributes: { ...GET_PAGE, 'http.response.status_code': 200 }, value: { count: 1, sum: 0.25 } },
  ])
  const [, succeeded] = await of('http.client.request.duration')
  expect(succeeded?.attributes).toEqual({ ...GET_PAGE, 'http.response.status_code': 200 })
  expect(succeeded?.value).toMatchObject({ buckets: { boundaries: expect.arrayContaining([0.005, 0.25, 10]) } })
})

test('default: the time that a call waits is in its operation and in waits, not in its requests', async () => {
  const { ctx, simulator, of } = await aMeasuredWorld({ rateLimit: false }, { conditions: { latency: 250 } })
  simulator.failNext({ ...faults.rateLimited, headers: { 'retry-after': '7' } })
  await ok(getPage(ctx, { page_id: HOME }))
  expect(await of('notion.client.operation.duration')).toMatchObject([
    { unit: 's', attributes: GET_PAGE, value: { count: 1, sum: 7.5 } },
  ])
  expect(await of('notion.client.wait.duration')).toMatchObject([
    { unit: 's', attributes: { ...GET_PAGE, 'notion.wait.reason': 'retry' }, value: { count: 1, sum: 7 } },
  ])
  expect(await of('notion.client.waits')).toMatchObject([{ attributes: { 'notion.wait.reason': 'retry' }, value: 1 }])
  const sums = (await of('http.client.request.duration')).map(({ value }) => value)
  expect(sums).toMatchObject([{ sum: 0.25 }, { sum: 0.25 }])
})

test('default: attempts and responses 429 are counted', async () => {
  const { ctx, simulator, of } = await aMeasuredWorld()
  simulator.failNext({ ...faults.rateLimited, times: 2 })
  simulator.failNext(faults.overloaded)
  await ok(getPage(ctx, { page_id: HOME }))
  expect(await of('notion.client.attempts')).toMatchObject([{ attributes: GET_PAGE, value: 4 }])
  expect(await of('notion.client.rate_limited')).toMatchObject([{ attributes: GET_PAGE, value: 2 }])
})

test('default: hits and misses of the cache are counted', async () => {
  const { ctx, of } = await aMeasuredWorld()
  for (let turn = 0; turn < 4; turn++) await ok(getPage(ctx, { page_id: HOME }))
  expect(await of('notion.client.cache.lookups')).toMatchObject([
    { attributes: { ...GET_PAGE, 'notion.cache': 'miss' }, value: 1 },
    { attributes: { ...GET_PAGE, 'notion.cache': 'hit' }, value: 3 },
  ])
  expect(await of('notion.client.operation.duration')).toMatchObject([{ value: { count: 4 } }])
  expect(await of('notion.client.attempts')).toMatchObject([{ value: 1 }])
})

test('default: reads that share a request are counted', async () => {
  const { ctx, of } = await aMeasuredWorld({ cache: false })
  await Promise.all([1, 2, 3].map(() => ok(getPage(ctx, { page_id: HOME }))))
  expect(await of('notion.client.joined')).toMatchObject([{ attributes: GET_PAGE, value: 2 }])
  expect(await of('notion.client.attempts')).toMatchObject([{ value: 1 }])
})

test('default: waits for the rate limiter are counted apart from those before retries', async () => {
  const { ctx, of } = await aMeasuredWorld({ rateLimit: { perMinute: 1, maxPerMinute: 1 }, cache: false })
  await ok(getPage(ctx, { page_id: HOME }))
  await ok(getPage(ctx, { page_id: HOME }))
  expect(await of('notion.client.waits')).toMatchObject([
    { attributes: { ...GET_PAGE, 'notion.wait.reason': 'rate_limit' }, value: 1 },
  ])
  expect(await of('notion.client.wait.duration')).toMatchObject([{ value: { sum: 60 } }])
})

test('default: a failed operation has its kind of failure', async () => {
  const { ctx, of } = await aMeasuredWorld()
  await getPage(ctx, { page_id: MISSING })()
  expect(await of('notion.client.operation.duration')).toMatchObject([
    { attributes: { ...GET_PAGE, 'error.type': 'NotFoundError' }, value: { count: 1 } },
  ])
})

test('behavior: many ids make no more series than one', async () => {
  const { ctx, collected } = await aMeasuredWorld()
  const ids = Array.from({ length: 20 }, (_, at) => `99999999-9999-4999-8999-${String(at).padStart(12, '0')}`)
  for (const page_id of ids) await getPage(ctx, { page_id })()
  const points = await collected()
  expect(points).toHaveLength(new Set(points.map(({ name }) => name)).size)
  expect(JSON.stringify(points)).not.toContain('99999999')
})

describe('error: a meter that is broken does not affect calls', () => {
  const fails = (): never => {
    throw new Error('no')
  }
  const meters: ReadonlyArray<readonly [string, Parameters<typeof withMetrics>[0]['meter']]> = [
    ['makes no instruments', { createCounter: fails, createHistogram: fails }],
    [
      'has instruments that throw',
      { createCounter: () => ({ add: fails }), createHistogram: () => ({ record: fails }) },
    ],
  ]

  test.each(meters)('that %s', async (_name, meter) => {
    const { ctx, simulator } = await aWorld(withMetrics({ meter }))
    simulator.failNext(faults.rateLimited)
    await ok(getUser(ctx, { user_id: PERSON }))
    await ok(getUser(ctx, { user_id: PERSON }))
    expect(simulator.journal).toHaveLength(2)
  })

  test('that lacks one instrument measures the others', async () => {
    const { meter, collected } = metered()
    const half = { createCounter: fails, createHistogram: meter.createHistogram.bind(meter) }
    const { ctx } = await aWorld(withMetrics({ meter: half }))
    await ok(getPage(ctx, { page_id: HOME }))
    expect((await collected()).map(({ name }) => name)).toEqual([
      'http.client.request.duration',
      'notion.client.operation.duration',
    ])
  })
})

test.each([
  ['without a meter', {}, 'meter'],
  ['that are none', undefined, 'options must be an object, not undefined'],
  ['with half a meter', { meter: { createCounter: () => undefined } }, 'meter'],
  ['with a name that is none', { meter: metered().meter, prefix: 'x' }, 'prefix must be left out; the options are '],
])('error: options %s', (_name, options, names) => {
  // @ts-expect-error [ts2345] from JavaScript, the options can be anything
  expect(() => withMetrics(options)).toThrow(new RegExp(`^@notion-fp/opentelemetry: .*${names}`))
})
