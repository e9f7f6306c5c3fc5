import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { InvalidInput } from '../../../src/core/call/issues.js'
import { plainData } from '../../../src/core/input/plainData.js'
import { inBatches } from '../../support/chance.js'

const read = (given: unknown): { readonly value: unknown; readonly issues: ReadonlyArray<InvalidInput> } => {
  const issues: Array<InvalidInput> = []
  return { value: plainData(given, issues), issues }
}

const issuesIn = (given: unknown): ReadonlyArray<readonly [field: string, allowed: string]> =>
  read(given).issues.map(({ field, allowed }) => [field, allowed])

const throwing = (): never => {
  throw new Error('not to be read')
}

test('default: plain data is copied unchanged', () => {
  const given = { a: [1, 'two', true, null, { b: [] }], c: {}, d: -0.5 }
  expect(read(given)).toEqual({ value: given, issues: [] })
  expect(read(given).value).not.toBe(given)
})

test('default: fields that are undefined are left out', () => {
  expect(read({ a: undefined, b: { c: undefined } }).value).toStrictEqual({ b: {} })
})

test('default: toJSON is called', () => {
  const at = new Date(Date.UTC(2026, 2, 11))
  const url = new URL('https://example.com/')
  expect(read({ at, url, own: { toJSON: () => ({ a: 1 }) } })).toEqual({
    value: { at: '2026-03-11T00:00:00.000Z', url: 'https://example.com/', own: { a: 1 } },
    issues: [],
  })
})

test('default: a field named __proto__ is copied like any other', () => {
  const given: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "toString": 3}')
  const { value } = read(given)
  expect(JSON.stringify(value)).toBe('{"__proto__":{"a":1},"constructor":2,"toString":3}')
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
})

test('default: the own fields of a class instance are copied', () => {
  class Text {
    readonly content = 'words'
    get length(): number {
      return this.content.length
    }
  }
  expect(read({ text: new Text() }).value).toEqual({ text: { content: 'words' } })
  expect(read(Object.assign(Object.create(null), { a: 1 })).value).toEqual({ a: 1 })
})

test.each([
  ['NaN', Number.NaN, 'a finite number'],
  ['an infinity', Number.NEGATIVE_INFINITY, 'a finite number'],
  ['a bigint', 1n, 'JSON-serializable data'],
  ['a function', () => 1, 'JSON-serializable data'],
  ['a symbol', Symbol('sign'), 'JSON-serializable data'],
  ['an invalid date', new Date(Number.NaN), 'JSON-serializable data'],
  ['a map', new Map([[1, 2]]), 'JSON-serializable data'],
  ['a set', new Set([1]), 'JSON-serializable data'],
  ['a pattern', /a/, 'JSON-serializable data'],
  ['an error', new Error('a'), 'JSON-serializable data'],
  ['a promise', Promise.resolve(1), 'JSON-serializable data'],
  ['bytes', new Uint8Array(2), 'JSON-serializable data'],
  ['a blob', new Blob(['a']), 'JSON-serializable data'],
  ['a boxed number', Object(1), 'JSON-serializable data'],
  [
    'a getter that throws',
    Object.defineProperty({}, 'x', { enumerable: true, get: throwing }),
    'JSON-serializable data',
  ],
  ['a proxy that throws', new Proxy({}, { ownKeys: throwing }), 'JSON-serializable data'],
  ['toJSON that throws', { toJSON: throwing }, 'JSON-serializable data'],
])('error: %s is rejected with its path', (_what, value, allowed) => {
  const [issue] = issuesIn({ list: [{ value }] })
  expect(issue?.[0]).toMatch(/^list\[0\]\.value/)
  expect(issue?.[1]).toBe(allowed)
  expect(issuesIn(value).map(([, what]) => what)).toEqual([allowed])
})

test('error: a revoked proxy and a list that throws are rejected', () => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  expect(issuesIn({ proxy })).toEqual([['proxy', 'JSON-serializable data']])
  expect(issuesIn({ list: new Proxy([1], { get: throwing }) })).toEqual([['list', 'JSON-serializable data']])
})

test('error: holes and undefined in a list are rejected, since they would become null', () => {
  expect(issuesIn({ list: [1, undefined] })).toEqual([['list[1]', 'JSON-serializable data']])
  // biome-ignore lint/suspicious/noSparseArray: it is what is tested
  expect(issuesIn({ list: [, 1] })).toEqual([['list[0]', 'JSON-serializable data']])
})

test('error: circular data is rejected', () => {
  const ring: Record<string, unknown> = {}
  ring.list = [{ ring }]
  expect(issuesIn(ring)).toEqual([['list[0].ring', 'JSON-serializable data']])
  const shared = { a: 1 }
  expect(issuesIn({ one: shared, other: [shared, shared] })).toEqual([])
})

test('error: data nested too deep is rejected, even if it is infinitely deep', () => {
  const nested = (levels: number): unknown =>
    Array.from({ length: levels - 1 }).reduce<unknown>((inner) => ({ inner }), {})
  expect(issuesIn(nested(200))).toEqual([])
  expect(issuesIn(nested(201)).map(([, allowed]) => allowed)).toEqual(['at most 200 levels deep'])
  expect(issuesIn(nested(100_000))).toHaveLength(1)
  const endless = (): object => ({
    get next() {
      return endless()
    },
  })
  expect(issuesIn(endless()).map(([, allowed]) => allowed)).toEqual(['at most 200 levels deep'])
  const grows = { toJSON: () => [grows] }
  expect(issuesIn(grows).length).toBeGreaterThan(0)
})

test('error: a body of more than 500 KiB in UTF-8 is rejected', () => {
  expect(issuesIn({ text: 'x'.repeat(511_000) })).toEqual([])
  expect(read({ text: 'x'.repeat(512_000) }).issues).toEqual([
    { field: 'body', given: 512_011, allowed: 'at most 512000 bytes in total' },
  ])
  expect(issuesIn({ text: 'é'.repeat(255_000) })).toEqual([])
  expect(issuesIn({ text: 'é'.repeat(257_000) })).toHaveLength(1)
  expect(issuesIn({ a: 'x'.repeat(300_000), b: ['x'.repeat(300_000)] })).toHaveLength(1)
  expect(issuesIn({ 日: Array.from({ length: 250_000 }, () => 1) })).toEqual([])
})

test('behavior: reading endless data terminates', () => {
  const doubled = Array.from({ length: 60 }).reduce<unknown>((inner) => [inner, inner], 'x')
  expect(issuesIn(doubled).map(([field]) => field)).toContain('body')
  const long = 'x'.repeat(1_000_000)
  expect(issuesIn(Array.from({ length: 200_000 }, () => long)).map(([field]) => field)).toContain('body')
})

test('behavior: at most 100 issues are listed', () => {
  expect(read(Array.from({ length: 90_000 }, () => Number.NaN)).issues).toHaveLength(100)
})

test.each(inBatches(3, 50))('behavior: any value is rejected or copied as JSON would copy it, $seed', (batch) => {
  const anything = fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withNullPrototype: true,
    withObjectString: true,
    withSparseArray: true,
    withTypedArray: true,
    withUnicodeString: true,
  })
  fc.assert(
    fc.property(anything, (given) => {
      const { value, issues } = read(given)
      if (issues.length > 0) return
      expect(JSON.stringify(value)).toBe(JSON.stringify(given))
    }),
    batch,
  )
})
