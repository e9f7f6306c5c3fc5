import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deepFreeze } from '../../../src/core/cache/freeze.js'

const isDeeplyFrozen = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen))

test('default: freezes a value deeply', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      deepFreeze(value)
      expect(isDeeplyFrozen(value)).toBe(true)
    }),
  )
})

test('default: does not change the value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const before = JSON.stringify(value)
      deepFreeze(value)
      expect(JSON.stringify(value)).toBe(before)
    }),
  )
})

test('behavior: returns the earliest expiry of the signed URLs at any depth', () => {
  const early = '2026-01-02T03:04:05.000Z'
  const late = '2026-01-02T04:04:05.000Z'
  const value = { a: [{ file: { expiry_time: late } }], b: { c: { expiry_time: early } } }
  expect(deepFreeze(value).expiresAt).toBe(Date.parse(early))
})

test('behavior: returns Infinity as the expiry if no URL is signed', () => {
  for (const value of [{}, [], null, 'text', { expiry_time: null }, { expiry_time: 'soon' }, { expiry_time: {} }]) {
    expect(deepFreeze(value).expiresAt).toBe(Number.POSITIVE_INFINITY)
  }
})

test('behavior: freezes a very deeply nested value', () => {
  const value = JSON.parse('{"a":['.repeat(20_000) + ']}'.repeat(20_000))
  deepFreeze(value)
  expect(Object.isFrozen(value.a[0].a[0].a)).toBe(true)
})

test('behavior: the size increases with the strings, fields and elements of a value', () => {
  const sizes = ['', 'a text of some length', ['a text of some length'], [{ name: 'a text of some length' }, 1, 2]].map(
    (value) => deepFreeze(value).size,
  )
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
  expect(new Set(sizes).size).toBe(sizes.length)
  expect(deepFreeze('x'.repeat(1_000_000)).size).toBeGreaterThan(1_000_000)
})

test('behavior: freezes what it can of a value with cycles and unreadable parts', () => {
  const cycle: { self?: unknown; readonly at: Date } = { at: new Date(0) }
  cycle.self = cycle
  const unreadable = {
    parts: [1, 2],
    get secret(): string {
      throw new Error('not yours')
    },
  }
  const odd = [cycle, new Uint8Array([1]), new Map([[1, 2]]), unreadable, { expiry_time: Symbol('soon') }]
  expect(deepFreeze(odd).expiresAt).toBe(Number.POSITIVE_INFINITY)
  expect([odd, cycle, unreadable, unreadable.parts].every(Object.isFrozen)).toBe(true)
})

test('behavior: freezing a value again returns the same result', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(deepFreeze(value)).toEqual(deepFreeze(value))
    }),
  )
})
