import fc from 'fast-check'
import { expect, test } from 'vitest'
import { paging } from '../../src/core/paging.js'

const allowed = 'a whole number from 1 to 100'

test('default: neither a cursor nor a size', () => {
  expect(paging({})).toEqual({ value: { start_cursor: undefined, page_size: undefined }, issues: [] })
})

test('params: start_cursor is sent as given, and none where it is null', () => {
  expect(paging({ start_cursor: 'a cursor' }).value).toStrictEqual({ start_cursor: 'a cursor', page_size: undefined })
  expect(paging({ start_cursor: null })).toStrictEqual({
    value: { start_cursor: undefined, page_size: undefined },
    issues: [],
  })
})

test('params: page_size from 1 to 100 is sent as given', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), (page_size) => {
      expect(paging({ page_size })).toEqual({ value: { start_cursor: undefined, page_size }, issues: [] })
    }),
  )
})

test('error: any other page_size is named, with what is allowed', () => {
  const outside = fc.oneof(
    fc.integer({ max: 0 }),
    fc.integer({ min: 101 }),
    fc.double().filter((n) => n % 1 !== 0),
  )
  fc.assert(
    fc.property(outside, (page_size) => {
      expect(paging({ page_size }).issues).toEqual([{ field: 'page_size', given: page_size, allowed }])
    }),
  )
})
