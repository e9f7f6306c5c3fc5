/** Rules for the parameters of every operation. */
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Context } from '../../../src/core/call/context.js'
import type { NotionRequest } from '../../../src/core/call/request.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import * as library from '../../../src/index.js'
import { scripted } from '../../support/fakes.js'
import { aList, anId } from '../../support/fixtures.js'
import { operations } from '../../support/operations.js'
import { aContext } from '../../support/server.js'

type Answer = E.Either<{ readonly _tag: string; readonly issues?: ReadonlyArray<{ readonly field: string }> }, unknown>

/** Operations of several calls, with valid parameters. */
const composite: ReadonlyArray<readonly [op: string, params: object]> = [
  ['getDataSourceEntries', { data_source_id: anId() }],
  ['queryDatabase', { database_id: anId() }],
  ['getDatabaseEntries', { database_id: anId() }],
  ['getAllPages', {}],
  ['getAllDatabases', {}],
]

const every: ReadonlyArray<readonly [op: string, params: object]> = [
  ...Object.values(operations)
    .flat()
    .map(({ op, params }) => [op, params] as const),
  ...composite,
]

/** The response of every call: both a list and a database, so that operations of several calls continue. */
const anyAnswer = { ...aList([]), id: anId(), data_sources: [{ id: anId(3), name: 'Tasks' }] }

/** Runs an operation by name with any parameters, and returns its result and the requests. */
const run = async (
  op: string,
  params: unknown,
  given?: { readonly ctx: unknown },
): Promise<{ readonly answer: Answer; readonly sent: ReadonlyArray<NotionRequest<unknown>> }> => {
  const { fetcher, calls } = scripted(E.right(anyAnswer))
  const ctx: Context = { ...aContext(), fetcher }
  const operate = unsafeCast<(ctx: unknown, params: unknown) => unknown>(Reflect.get(library, op))
  const running = operate(given ? given.ctx : ctx, params)
  if (typeof running === 'function') return { answer: await running(), sent: calls }
  for await (const answer of unsafeCast<AsyncIterable<Answer>>(running)) return { answer, sent: calls }
  return { answer: E.right(undefined), sent: calls }
}

/** The body and the query of a request. */
const wireOf = ({ query, body, content }: NotionRequest<unknown>): ReadonlyMap<string, unknown> => {
  const text = content?.() ?? JSON.stringify(body ?? {})
  const fields = typeof text === 'string' ? Object.entries(JSON.parse(text)) : [...text]
  return new Map<string, unknown>([...Object.entries({ ...query }), ...fields])
}

const isFiniteData = (value: unknown): boolean =>
  typeof value === 'object' && value !== null
    ? Object.values(value).every(isFiniteData)
    : value === undefined || value === null || /^(string|boolean)$/.test(typeof value) || Number.isFinite(value)

test.each(every)('default: %s sends a request for the parameters of its sample', async (op, params) => {
  const { sent } = await run(op, params)
  expect(sent.length).toBeGreaterThan(0)
})

test.each(every)('params: %s sends unknown parameters', async (op, params) => {
  const unknown: object = JSON.parse('{"filters":"a","__proto__":"b","constructor":"c","a_number":1,"a_flag":false}')
  const { sent } = await run(op, Object.defineProperties({ ...params }, Object.getOwnPropertyDescriptors(unknown)))
  const wire = sent.map(wireOf).at(-1)
  for (const [name, value] of Object.entries(unknown)) {
    expect([name, `${wire?.get(name)}`]).toEqual([name, `${value}`])
  }
})

test.each(every)('params: %s leaves out undefined fields and symbols', async (op, params) => {
  const plain = await run(op, params)
  const { sent } = await run(op, { ...params, filters: undefined, [Symbol('sign')]: 1 })
  const wires = (requests: ReadonlyArray<NotionRequest<unknown>>) =>
    requests.map((request) =>
      JSON.stringify([request.path, [...wireOf(request)].filter(([, value]) => value !== undefined)]),
    )
  expect(wires(sent)).toEqual(wires(plain.sent))
})

const requiredBy = every.flatMap(([op, params]) => Object.keys(params).map((name) => [op, name, params] as const))

/** The parameters of samples that are optional. */
const OPTIONAL = new Set(
  [
    'createPage parent',
    'createPage properties',
    'updatePage properties',
    'updateBlock in_trash',
    'updateDatabase in_trash',
    'updateDataSource in_trash',
    'updateDataSource properties',
    'getViews database_id',
    // The request is sent without it, and Notion rejects it.
    'sendFileUpload file',
  ].map(String),
)

test.each(requiredBy)('error: %s without %s fails with an issue for that field', async (op, name, params) => {
  if (OPTIONAL.has(`${op} ${name}`)) return
  const { [name]: _, ...rest } = unsafeCast<{ readonly [name: string]: unknown }>(params)
  const { answer, sent } = await run(op, rest)
  expect(sent).toEqual([])
  expect(answer).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  const fields = E.isLeft(answer) ? answer.left.issues?.map(({ field }) => field) : []
  // Of several alternatives, the issue names the first.
  expect(fields).toContain(op === 'createView' && name === 'create_database' ? 'database_id' : name)
})

const oddities: ReadonlyArray<readonly [name: string, given: unknown]> = [
  ['null', null],
  ['a number', 42],
  ['a text', 'text'],
  ['a list', [1]],
  ['a function', () => 1],
  ['a symbol', Symbol('sign')],
  ['a bigint', 1n],
  ['a date', new Date(0)],
  ['a map', new Map([['page_id', anId()]])],
  [
    'a proxy that throws',
    new Proxy({}, { get: fail, ownKeys: fail, getOwnPropertyDescriptor: fail, getPrototypeOf: fail }),
  ],
  ['a list proxy that throws', new Proxy([], { get: fail, ownKeys: fail })],
  ['a getter that throws', Object.defineProperty({}, 'page_id', { enumerable: true, get: fail })],
]

function fail(): never {
  throw new Error('not to be read')
}

test.each(every)('error: %s rejects parameters that are not an object, and does not throw', async (op) => {
  for (const [name, given] of oddities) {
    const { answer, sent } = await run(op, given)
    // A read without required parameters accepts an object without fields.
    if (/^(null|a map|a date)$/.test(name) && sent.length > 0 && sent.every(({ kind }) => kind === 'read')) continue
    expect([op, name, answer]).toMatchObject([op, name, { left: { _tag: 'InvalidInputError' } }])
    expect([op, name, sent]).toEqual([op, name, []])
  }
  const { answer, sent } = await run(op, undefined)
  expect(sent.filter(({ kind }) => kind !== 'read')).toEqual([])
  if (sent.length === 0) expect(answer).toMatchObject({ left: { _tag: 'InvalidInputError' } })
})

const anything = fc.oneof(
  fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.constantFrom(...oddities.map(([, given]) => given)),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 'x'.repeat(3000), [null], [[]], [{}], anId()),
)

test.each(every)('behavior: %s sends or rejects any parameters, and does not throw', async (op, params) => {
  const names = [...Object.keys(params), 'properties', 'children', 'parent', 'filter', 'filter_properties', 'page_size']
  const others = fc.dictionary(fc.constantFrom(...names), anything, { maxKeys: 3 })
  await fc.assert(
    fc.asyncProperty(others, async (given) => {
      const { answer, sent } = await run(op, { ...params, ...given })
      expect(E.isRight(answer) ? 'Right' : answer.left._tag).toMatch(/^(Right|InvalidInputError|DecodeError)$/)
      for (const request of sent) {
        expect(isFiniteData(request.body)).toBe(true)
        expect(() => [wireOf(request), request.writes?.(undefined)]).not.toThrow()
      }
    }),
    { numRuns: 40 },
  )
})

test.each(every)('error: %s without a context results in a Left, and does not throw', async (op, params) => {
  for (const ctx of [undefined, null, 42, 'ctx', {}, { fetcher: 1 }, { config: null }]) {
    const { answer } = await run(op, params, { ctx })
    expect([op, answer]).toMatchObject([op, { left: { _tag: 'InvalidInputError' } }])
  }
})

test.each(every)('behavior: iterate and collect end with the error of %s for invalid parameters', async (op) => {
  const operate = unsafeCast<typeof library.search>(Reflect.get(library, op))
  for (const [name, given] of oddities) {
    const { fetcher } = scripted(E.right({ ...anyAnswer, has_more: false }))
    const ctx: Context = { ...aContext(), fetcher }
    const answers = []
    if (/^streamSession$/.test(op)) return
    for await (const one of library.iterate(operate)(ctx, unsafeCast(given))) answers.push(one)
    for await (const one of library.iteratePages(operate)(ctx, unsafeCast(given))) answers.push(one)
    answers.push(await library.collect(operate)(ctx, unsafeCast(given))())
    // A response that is not a list ends the iteration.
    for (const answer of answers) {
      const tag = E.isLeft(answer) ? answer.left._tag : 'Right'
      expect([op, name, tag]).toEqual([
        op,
        name,
        expect.stringMatching(/^(Right|InvalidInputError|UnexpectedResponseError)$/),
      ])
    }
  }
})
