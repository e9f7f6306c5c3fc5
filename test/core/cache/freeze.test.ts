import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deepFreeze } from '../../../src/core/cache/freeze.js'

const isDeeplyFrozen = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen))

test('default: everything in a value is frozen', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      deepFreeze(value)
      expect(isDeeplyFrozen(value)).toBe(true)
    }),
  )
})

test('default: the value stays as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const before = JSON.stringify(value)
      deepFreeze(value)
      expect(JSON.stringify(value)).toBe(before)
    }),
  )
})

test('behavior: tells the first time that a signed address expires, wherever it is', () => {
  const early = '2026-01-02T03:04:05.000Z'
  const late = '2026-01-02T04:04:05.000Z'
  const value = { a: [{ file: { expiry_time: late } }], b: { c: { expiry_time: early } } }
  expect(deepFreeze(value).expiresAt).toBe(Date.parse(early))
})

test('behavior: where no address is signed there is no such time', () => {
  for (const value of [{}, [], null, 'text', { expiry_time: null }, { expiry_time: 'soon' }, { expiry_time: {} }]) {
    expect(deepFreeze(value).expiresAt).toBe(Number.POSITIVE_INFINITY)
  }
})

test('behavior: a value that is nested deep is frozen like any other', () => {
  const value = JSON.parse('{"a":['.repeat(20_000) + ']}'.repeat(20_000))
  deepFreeze(value)
  expect(Object.isFrozen(value.a[0].a[0].a)).toBe(true)
})

test('behavior: the size grows with the strings, the fields and the elements of a value', () => {
  const sizes = ['', 'a text of some length', ['a text of some length'], [{ name: 'a text of some length' }, 1, 2]].map(
    (value) => deepFreeze(value).size,
  )
  expect(sizes).toEqual([...sizes].sort((a, b) => a - b))
  expect(new Set(sizes).size).toBe(sizes.length)
  expect(deepFreeze('x'.repeat(1_000_000)).size).toBeGreaterThan(1_000_000)
})

test('behavior: what a codec of the caller may give is frozen as far as it can be', () => {
  const circle: { self?: unknown; readonly at: Date } = { at: new Date(0) }
  circle.self = circle
  const unreadable = {
    parts: [1, 2],
    get secret(): string {
      throw new Error('not yours')
    },
  }
  const odd = [circle, new Uint8Array([1]), new Map([[1, 2]]), unreadable, { expiry_time: Symbol('soon') }]
  expect(deepFreeze(odd).expiresAt).toBe(Number.POSITIVE_INFINITY)
  expect([odd, circle, unreadable, unreadable.parts].every(Object.isFrozen)).toBe(true)
})

test('behavior: freezing again tells the same', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(deepFreeze(value)).toEqual(deepFreeze(value))
    }),
  )
})
