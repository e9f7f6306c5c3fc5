/** Spans around whole jobs. One test collects garbage on purpose, since an abandoned iterator gives no other sign. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { inSpan, type Tracer, withTracing } from '@notion-fp/opentelemetry'
import { SpanStatusCode, trace } from '@opentelemetry/api'
import { getPage, getUsers, iterate } from 'notion-fp'
import { getBlockTree, walkBlocks } from 'notion-fp/blocks'
import { pipe } from 'notion-fp/fp'
import { describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { HOME } from '../../../test/simulator/world.js'
import { anId } from '../../../test/support/fixtures.js'
import { aWorld, tracing, withActiveContext } from './support.js'

withActiveContext()

const aTracedWorld = async () => {
  const { tracer, spans, open } = tracing()
  const world = await aWorld(withTracing({ tracer }))
  return { ...world, tracer, spans, open, ctx: world.ctx }
}

/** A tree of which each level needs a request of its own. */
const aTree = async () => {
  const world = await aTracedWorld()
  const page = {
    id: anId(77),
    title: 'Tree',
    markdown: '- a\n\t- b\n\t\t- c\n- d\n\t- e\n\t\t- f\n',
  }
  await world.simulator.load({ pages: [page] })
  return { ...world, block_id: page.id }
}

describe('a task', () => {
  test('default: its requests are children of one span, which ends with it', async () => {
    const { ctx, tracer, spans, open, block_id } = await aTree()
    const job = inSpan({ tracer, name: 'read a tree', attributes: { 'app.page': block_id } })
    const result = await pipe(getBlockTree(ctx, { block_id }), job)()
    expect(result).toMatchObject({ right: { complete: true } })
    const [own] = spans().filter(({ name }) => name === 'read a tree')
    const requests = spans().filter((span) => span !== own)
    expect(requests.length).toBeGreaterThan(2)
    for (const { parentSpanContext } of requests) expect(parentSpanContext?.spanId).toBe(own?.spanContext().spanId)
    expect(own?.attributes).toEqual({ 'app.page': block_id })
    expect(own?.status.code).toBe(SpanStatusCode.UNSET)
    expect([open(), trace.getActiveSpan()]).toEqual([0, undefined])
  })

  test('error: a Left has the tag of its error, and what rejects its name', async () => {
    const { ctx, tracer, spans, open } = await aTracedWorld()
    const job = inSpan({ tracer, name: 'job' })
    expect(await job(getPage(ctx, { page_id: anId(404) }))()).toMatchObject({ left: { _tag: 'NotFoundError' } })
    await expect(job(() => Promise.reject(new RangeError('secret')))()).rejects.toThrow('secret')
    await expect(
      job(() => {
        throw new RangeError('secret')
      })(),
    ).rejects.toThrow('secret')
    const own = spans().filter(({ name }) => name === 'job')
    expect(own.map(({ attributes }) => attributes)).toEqual([
      { 'error.type': 'NotFoundError' },
      { 'error.type': 'RangeError' },
      { 'error.type': 'RangeError' },
    ])
    expect(own.every(({ status }) => status.code === SpanStatusCode.ERROR)).toBe(true)
    expect(open()).toBe(0)
  })

  test('behavior: each run has a span of its own', async () => {
    const { ctx, tracer, spans } = await aTracedWorld()
    const job = inSpan({ tracer, name: 'job' })(getPage(ctx, { page_id: HOME }))
    await Promise.all([job(), job()])
    expect(spans().filter(({ name }) => name === 'job')).toHaveLength(2)
  })
})

describe('an iterable', () => {
  test('default: the requests of all its items are children of one span, which ends with it', async () => {
    const { ctx, tracer, spans, open, block_id } = await aTree()
    const walked: Array<unknown> = []
    for await (const item of inSpan({ tracer, name: 'walk' })(walkBlocks(ctx, { block_id }))) {
      walked.push(item)
      expect([open() > 0, trace.getActiveSpan()]).toEqual([true, undefined])
    }
    const plain: Array<unknown> = []
    const requests = spans().filter(({ name }) => name !== 'walk')
    for await (const item of walkBlocks(ctx, { block_id })) plain.push(item)
    expect(walked).toEqual(plain)
    const [own] = spans().filter(({ name }) => name === 'walk')
    expect(requests.length).toBeGreaterThan(2)
    for (const { parentSpanContext } of requests) expect(parentSpanContext?.spanId).toBe(own?.spanContext().spanId)
    expect([open(), own?.status.code]).toEqual([0, SpanStatusCode.UNSET])
  })

  test('behavior: its span ends when its reader leaves, and a new loop has another', async () => {
    const { ctx, tracer, spans, open, simulator } = await aTracedWorld()
    await simulator.load({ users: [{ name: 'Bo' }, { name: 'Cy' }] })
    const users = inSpan({ tracer, name: 'users' })(iterate(getUsers)(ctx, { page_size: 1 }))
    for (const round of [1, 2]) {
      for await (const user of users) {
        expect(user._tag).toBe('Right')
        break
      }
      expect([open(), spans().filter(({ name }) => name === 'users').length]).toEqual([0, round])
    }
    // What nothing was asked of has no span.
    await users[Symbol.asyncIterator]().return?.()
    expect(spans().filter(({ name }) => name === 'users')).toHaveLength(2)
  })

  test('error: one that is aborted ends its span, with the tag of what it yielded', async () => {
    const { ctx, tracer, spans, open, block_id } = await aTree()
    const controller = new AbortController()
    const tags: Array<string> = []
    const job = inSpan({ tracer, name: 'walk' })(walkBlocks(ctx, { block_id, signal: controller.signal }))
    for await (const item of job) {
      tags.push(item._tag)
      controller.abort()
    }
    expect(tags.at(-1)).toBe('Left')
    expect(open()).toBe(0)
    expect(spans().find(({ name }) => name === 'walk')?.attributes).toEqual({ 'error.type': 'AbortError' })
  })

  test('error: one that throws, at its start or later', async () => {
    const { tracer, spans, open } = tracing()
    const job = inSpan({ tracer, name: 'job' })
    const broken: ReadonlyArray<AsyncIterable<unknown>> = [
      {
        [Symbol.asyncIterator]: () => {
          throw new RangeError('at its start')
        },
      },
      {
        [Symbol.asyncIterator]: () => ({
          next: () => {
            throw new RangeError('at its first item')
          },
        }),
      },
      { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new RangeError('later')) }) },
    ]
    for (const one of broken) await expect(job(one)[Symbol.asyncIterator]().next()).rejects.toThrow(RangeError)
    expect(spans().map(({ attributes }) => attributes)).toEqual(Array(3).fill({ 'error.type': 'RangeError' }))
    expect(open()).toBe(0)
  })

  test('behavior: leaving stops at once what is waited for', async () => {
    const { tracer, open } = tracing()
    let stop: (() => void) | undefined
    const endless: AsyncIterable<number> = {
      [Symbol.asyncIterator]: () => ({
        next: () =>
          new Promise((resolve) => {
            stop = () => resolve({ done: true, value: undefined })
          }),
        return: async () => {
          stop?.()
          return { done: true, value: undefined }
        },
      }),
    }
    const iterator = inSpan({ tracer, name: 'job' })(endless)[Symbol.asyncIterator]()
    const waiting = iterator.next()
    await Promise.resolve()
    await iterator.return?.()
    expect(await waiting).toMatchObject({ done: true })
    expect(open()).toBe(0)
  })

  test('behavior: the span of an iterator that is forgotten ends when it is collected', async () => {
    const { ctx, tracer, open, block_id } = await aTree()
    const job = inSpan({ tracer, name: 'walk' })
    await job(walkBlocks(ctx, { block_id }))[Symbol.asyncIterator]().next()
    expect(open()).toBeGreaterThan(0)
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    for (let turn = 0; turn < 50 && open() > 0; turn++) {
      collect()
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect([open(), typeof job]).toEqual([0, 'function'])
  })
})

test.each<readonly [string, Tracer]>([
  [
    'throws',
    {
      startActiveSpan: () => {
        throw new Error('no tracer')
      },
    },
  ],
  ['runs nothing', { startActiveSpan: () => undefined }],
  [
    'has spans that throw',
    unsafeCast({ startActiveSpan: (_name: string, _options: object, run: (span: object) => void) => run({}) }),
  ],
])('error: a tracer that %s does not affect the job', async (_name, tracer) => {
  const { ctx } = await aTracedWorld()
  const job = inSpan({ tracer, name: 'job' })
  expect(await job(getPage(ctx, { page_id: HOME }))()).toMatchObject({ _tag: 'Right' })
  let count = 0
  for await (const user of job(iterate(getUsers)(ctx, {}))) count += user._tag === 'Right' ? 1 : 0
  expect(count).toBeGreaterThan(0)
})

test('error: invalid options', () => {
  const { tracer } = tracing()
  const tried: ReadonlyArray<readonly [object, string]> = [
    [{ name: 'job' }, "tracer must be a tracer, such as trace.getTracer('my-app'), not undefined"],
    [{ tracer }, 'name must be a non-empty string, not undefined'],
    [{ tracer, name: '' }, 'name must be a non-empty string, not a string of length 0'],
    [{ tracer, name: 'job', attributes: 5 }, 'attributes must be an object, not 5'],
    [{ tracer, name: 'job', kind: 'client' }, 'kind must be left out; the options are tracer, name, attributes'],
  ]
  for (const [options, message] of tried)
    expect(() => inSpan(unsafeCast(options))).toThrow(`@notion-fp/opentelemetry: ${message}`)
  for (const job of [undefined, Promise.resolve(), [1]])
    expect(() => inSpan({ tracer, name: 'job' })(unsafeCast<() => Promise<void>>(job))).toThrow(
      `@notion-fp/opentelemetry: job must be a task or an async iterable, not ${typeof job}`,
    )
})
