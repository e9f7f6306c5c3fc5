/** What is published on the diagnostics channels. They belong to the process, so each test unsubscribes what it subscribed. */
import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel'
import { CHANNELS, type DiagnosticMessages, withDiagnostics } from '@notion-fp/opentelemetry/node'
import { faults } from '@notion-fp/simulator'
import { createPage, getPage, withSignal, wrap } from 'notion-fp'
import { title } from 'notion-fp/props'
import { expect, test } from 'vitest'
import { HOME, ok } from '../../../test/simulator/world.js'
import { settled } from '../../../test/support/fakes.js'
import { aWorld } from './support.js'

type Published = readonly [name: string, message: unknown]

/** What is published while some work runs. */
const listening = async (work: () => Promise<unknown>, names: ReadonlyArray<string> = CHANNELS) => {
  const messages: Array<Published> = []
  const listener = (message: unknown, name: string | symbol): void => void messages.push([String(name), message])
  for (const name of names) subscribe(name, listener)
  try {
    await work()
  } finally {
    for (const name of names) unsubscribe(name, listener)
  }
  return messages
}

const operation = {
  name: 'getPage',
  kind: 'read',
  method: 'GET',
  template: '/v1/pages/{page_id}',
  url: `https://api.notion.com/v1/pages/${HOME}`,
  host: 'api.notion.com',
  port: 443,
}

test('default: start, cache, attempts, waits and end are published in order', async () => {
  const { ctx, simulator } = await aWorld(withDiagnostics(), { rateLimit: false }, { conditions: { latency: 250 } })
  simulator.failNext({ ...faults.rateLimited, headers: { 'retry-after': '7' } })
  const messages = await listening(() => ok(getPage(ctx, { page_id: HOME })))
  const requestId = expect.any(String)
  expect(messages).toEqual([
    ['notion-fp:operation:start', { operation }],
    ['notion-fp:cache', { operation, hit: false }],
    [
      'notion-fp:attempt',
      {
        operation,
        number: 1,
        seconds: 0.25,
        status: 429,
        requestId,
        failure: { type: 'RateLimitError', status: 429, code: 'rate_limited' },
      },
    ],
    ['notion-fp:wait', { operation, reason: 'retry', seconds: 7 }],
    ['notion-fp:attempt', { operation, number: 2, seconds: 0.25, status: 200, requestId }],
    ['notion-fp:operation:end', { operation, attempts: 2, seconds: 7.5, status: 200, requestId }],
  ])
})

test('default: hits, joined reads and waits for the rate limiter are published', async () => {
  const { ctx } = await aWorld(withDiagnostics(), { rateLimit: { perMinute: 1, maxPerMinute: 1 } })
  const messages = await listening(async () => {
    await Promise.all([ok(getPage(ctx, { page_id: HOME })), ok(getPage(ctx, { page_id: HOME }))])
    await ok(getPage(ctx, { page_id: HOME }))
    await ok(createPage(ctx, { parent: { page_id: HOME }, properties: { title: title('A secret') } }))
  })
  const names = messages.map(([name]) => name)
  expect(names.filter((name) => name === 'notion-fp:joined')).toHaveLength(1)
  expect(messages).toContainEqual(['notion-fp:cache', { operation, hit: true }])
  expect(messages).toContainEqual([
    'notion-fp:wait',
    expect.objectContaining({ reason: 'rate_limit', seconds: expect.any(Number) }),
  ])
  expect(JSON.stringify(messages)).not.toMatch(/secret|ntn_/)
})

test('default: all messages of one run have the same operation, and those of another run have another', async () => {
  const { ctx } = await aWorld(withDiagnostics())
  const messages = await listening(async () => {
    await ok(getPage(ctx, { page_id: HOME }))
    await ok(getPage(ctx, { page_id: HOME }))
  })
  const operations = messages.map(([, message]) => Reflect.get(Object(message), 'operation'))
  expect(new Set(operations).size).toBe(2)
  expect(operations.every((one) => Object.isFrozen(one))).toBe(true)
})

test('behavior: nothing is published of a call after its end, although others still wait for its request', async () => {
  const { ctx, simulator } = await aWorld(withDiagnostics(), { cache: false })
  const controller = new AbortController()
  const messages = await listening(async () => {
    const first = getPage(wrap(withSignal(controller.signal))(ctx), { page_id: HOME })()
    const second = getPage(ctx, { page_id: HOME })()
    await settled()
    controller.abort()
    expect(await first).toMatchObject({ left: { _tag: 'AbortError' } })
    expect(await second).toMatchObject({ _tag: 'Right' })
  })
  expect(simulator.journal).toHaveLength(1)
  expect(messages.map(([name]) => name)).toEqual([
    'notion-fp:operation:start',
    'notion-fp:operation:start',
    'notion-fp:joined',
    'notion-fp:operation:end',
    'notion-fp:operation:end',
  ])
})

test('behavior: one subscriber to any channel is enough', async () => {
  const { ctx } = await aWorld(withDiagnostics())
  const end: keyof DiagnosticMessages = 'notion-fp:operation:end'
  expect(await listening(() => ok(getPage(ctx, { page_id: HOME })), [end])).toMatchObject([[end, { attempts: 1 }]])
})

test('behavior: without a subscriber, nothing is published, and calls are as before', async () => {
  const { ctx, simulator } = await aWorld(withDiagnostics())
  expect(CHANNELS.some((name) => channel(name).hasSubscribers)).toBe(false)
  await ok(getPage(ctx, { page_id: HOME }))
  expect(simulator.journal).toHaveLength(1)
})
