import { right } from 'fp-ts/Either'
import * as t from 'io-ts'
import { expect, test } from 'vitest'
import type { Validate } from '../../../src/core/call/config.js'
import type { LogEntry, LogLevel } from '../../../src/core/call/logger.js'
import { createContext } from '../../../src/core/context/createContext.js'
import { makeContext } from '../../../src/core/context/makeContext.js'
import { request } from '../../../src/core/context/request.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import { fetchFetcher } from '../../../src/core/transport/fetchFetcher.js'
import type { Block } from '../../../src/ops/blocks/block.js'
import { deleteBlockRequest } from '../../../src/ops/blocks/deleteBlock.js'
import { getBlockChildren } from '../../../src/ops/blocks/getBlockChildren.js'
import { createPageRequest } from '../../../src/ops/pages/createPage.js'
import { getPage, getPageRequest } from '../../../src/ops/pages/getPage.js'
import type { Page } from '../../../src/ops/pages/page.js'
import { aBlock } from '../../support/blocks.js'
import { aList, anId, aPage } from '../../support/fixtures.js'

/** The log of a context, and its result for a read of blocks or of something else. */
const validating = (validate: Validate | undefined, answer: unknown, logLevel: LogLevel = 'warn') => {
  const lines: Array<LogEntry> = []
  const fetch = async () => Response.json(answer)
  const logger = (entry: LogEntry) => {
    lines.push(entry)
  }
  const options = { auth: 'ntn_secret', fetch, logger, logLevel, ...(validate && { validate }) }
  return { lines, ctx: makeContext(options, fetchFetcher) }
}

const damagedBlocks = () =>
  aList([aBlock(), aBlock({ type: 'image', image: { type: 'file', caption: [] } }), aBlock({ type: 'divider' })])

test('default: mismatches within unions are contained, and logged in one entry', async () => {
  const { ctx, lines } = validating(undefined, damagedBlocks())
  expect(await getBlockChildren(ctx, { block_id: anId() })()).toMatchObject({
    right: {
      results: [{ type: 'paragraph' }, { type: 'image', image: { type: 'unknown:file' } }, { type: 'unknown:divider' }],
    },
  })
  expect(lines).toEqual([
    {
      level: 'warn',
      op: 'getBlockChildren',
      message: expect.stringContaining('unexpected shape'),
      mismatches: ['results[1].image.file', 'results[2].divider'],
      count: 2,
    },
  ])
  for (const level of ['error', 'silent'] as const) {
    const quiet = validating('contain', damagedBlocks(), level)
    expect(await getBlockChildren(quiet.ctx, { block_id: anId() })()).toMatchObject({ _tag: 'Right' })
    expect(quiet.lines).toEqual([])
  }
})

test('default: a mismatch outside every union is an error with the original body', async () => {
  const answer = { ...damagedBlocks(), has_more: 'no' }
  const { ctx, lines } = validating(undefined, answer)
  expect(await getBlockChildren(ctx, { block_id: anId() })()).toMatchObject({
    left: { _tag: 'DecodeError', body: answer, mismatches: [{}, {}, { path: 'has_more' }] },
  })
  expect(lines).toEqual([])
})

test('default: the log of mismatches is bounded and contains no token', async () => {
  const name = (at: number) => `${at} ntn_secret ${'x'.repeat(1000)}`
  const properties = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [name(at), { type: 'number' }]))
  const { ctx, lines } = validating(undefined, { ...aPage(), properties })
  expect(await getPage(ctx, { page_id: anId() })()).toMatchObject({ _tag: 'Right' })
  const [line = { level: 'debug', message: '' }] = lines
  expect(line).toMatchObject({ count: 1000 })
  expect(JSON.stringify(line).length).toBeLessThan(4_000)
  expect(JSON.stringify(line)).not.toContain('ntn_secret')
})

test('behavior: an unknown parent or block type invalidates all tags that it may concern', () => {
  const block_id = anId(1)
  const broken = unsafeCast<Block>({
    object: 'block',
    id: block_id,
    type: 'unknown:image',
    parent: { type: 'page_id', page_id: 7 },
  })
  expect(deleteBlockRequest({ block_id }).writes?.(broken)).toEqual(expect.arrayContaining(['tree', 'rows']))
  const page = unsafeCast<Page>({ ...aPage(), parent: { type: 'unknown:data_source_id', id: 7 } })
  const created = createPageRequest({ parent: { data_source_id: anId(3) }, properties: {} })
  expect(created.writes?.(page)).toEqual(expect.arrayContaining(['tree', 'rows']))
  const rollup = unsafeCast<Page>({ ...aPage(), properties: { Sum: { type: 'unknown:rollup' } } })
  expect(getPageRequest({ page_id: block_id }).reads?.(rollup)).toContain('related')
})

test('params: validate strict returns an error for mismatches that could be contained', async () => {
  const { ctx } = validating('strict', damagedBlocks())
  expect(await getBlockChildren(ctx, { block_id: anId() })()).toMatchObject({
    left: {
      _tag: 'DecodeError',
      body: damagedBlocks(),
      mismatches: [{ path: 'results[1].image.file' }, { path: 'results[2].divider' }],
    },
  })
})

/** A codec that transforms a string to a `Date`. */
const DateFromText = new t.Type<Date, string>(
  'DateFromText',
  (value): value is Date => value instanceof Date,
  (value, context) => (typeof value === 'string' ? t.success(new Date(value)) : t.failure(value, context)),
  (date) => date.toISOString(),
)

/** A codec that replaces invalid values, like `withFallback` of io-ts-types. */
const withFallback = <A>(codec: t.Type<A>, fallback: A): t.Type<A> =>
  new t.Type(
    codec.name,
    codec.is,
    (value, context) => {
      const result = codec.validate(value, context)
      return result._tag === 'Right' ? result : t.success(fallback)
    },
    codec.encode,
  )

test('behavior: a codec of the caller is used whatever `validate` is', async () => {
  for (const validate of ['contain', 'strict', 'warn', 'off'] as const) {
    const { ctx, lines } = validating(validate, { at: '2026-01-02', of: 1 })
    const at = <A>(codec: t.Type<A, unknown>) => request(ctx, { method: 'GET', path: 'x', codec })()
    expect(await at(t.type({ at: DateFromText }))).toEqual(right({ at: new Date('2026-01-02'), of: 1 }))
    expect(await at(withFallback(t.type({ to: t.string }), { to: 'nobody' }))).toEqual(right({ to: 'nobody' }))
    expect(await at(t.strict({ of: t.number }))).toEqual(right({ of: 1 }))
    expect(await at(t.type({ of: t.string }))).toMatchObject({
      left: { _tag: 'DecodeError', mismatches: [{ path: 'of' }] },
    })
    const throws = new t.Type<string>(
      'throws',
      t.string.is,
      () => {
        throw new Error('a mistake')
      },
      String,
    )
    expect(await at(throws)).toMatchObject({
      left: { _tag: 'DecodeError', mismatches: [{ path: '', expected: 'throws' }] },
    })
    expect(lines).toEqual([])
  }
})

test('behavior: the output of the caller’s codec is cached, and not decoded twice', async () => {
  const cents = new t.Type<number, number>(
    'cents',
    t.number.is,
    (value, context) => (typeof value === 'number' ? t.success(value * 100) : t.failure(value, context)),
    (value) => value / 100,
  )
  let sent = 0
  const fetch = async () => {
    sent++
    return Response.json({ price: 3, at: '2026-01-02' })
  }
  const ctx = createContext({ auth: 'ntn_secret', fetch, logLevel: 'silent' })
  const codec = t.type({ price: cents, at: DateFromText })
  const read = request(ctx, { method: 'GET', path: 'x', codec, cache: 'pages', reads: [] })
  const made = right({ price: 300, at: new Date('2026-01-02') })
  expect([await read(), await read(), sent]).toEqual([made, made, 1])
})
