import fc from 'fast-check'
import { expect, test } from 'vitest'
import { andFilter } from '../../../src/ops/data_sources/andFilter.js'
import type { CompoundFilter, Filter, SimpleFilter } from '../../../src/props/filter.js'

const NAMES = ['A', 'B', 'C', 'D']
const leaf = (property: string): SimpleFilter => ({ property, checkbox: { equals: true } })
const bound = leaf('BOUND')

const compound = <Member>(member: fc.Arbitrary<Member>): fc.Arbitrary<CompoundFilter<Member>> =>
  fc
    .tuple(fc.boolean(), fc.array(member, { minLength: 1, maxLength: 3 }))
    .map(([all, members]) => (all ? { and: members } : { or: members }))
const leaves = fc.constantFrom(...NAMES).map(leaf)
const filters: fc.Arbitrary<Filter> = fc.oneof(leaves, compound(fc.oneof(leaves, compound(leaves))))

/** Whether a filter holds for a row, told by the checkboxes that are ticked in it. */
const holds = (filter: Filter, ticked: ReadonlySet<string>): boolean =>
  filter.and
    ? filter.and.every((member) => holds(member, ticked))
    : filter.or
      ? filter.or.some((member) => holds(member, ticked))
      : ticked.has(filter.property || '')

const depth = (filter: Filter): number => {
  const members: ReadonlyArray<Filter> | undefined = filter.and || filter.or || undefined
  return members ? 1 + Math.max(0, ...members.map(depth)) : 0
}

test('default: only the condition, if there is no filter', () => {
  expect(andFilter(undefined, bound)).toEqual(bound)
})

test('behavior: combines a simple filter and an and', () => {
  expect(andFilter(leaf('A'), bound)).toEqual({ and: [leaf('A'), bound] })
  expect(andFilter({ and: [leaf('A'), { or: [leaf('B')] }] }, bound)).toEqual({
    and: [leaf('A'), { or: [leaf('B')] }, bound],
  })
})

test('behavior: is added to each branch of an or', () => {
  expect(andFilter({ or: [leaf('A'), { and: [leaf('B'), leaf('C')] }, { or: [leaf('D')] }] }, bound)).toEqual({
    or: [{ and: [leaf('A'), bound] }, { and: [leaf('B'), leaf('C'), bound] }, { and: [leaf('D'), bound] }],
  })
})

test('behavior: matches if both match, within the nesting limit', () => {
  fc.assert(
    fc.property(filters, fc.subarray([...NAMES, 'BOUND']), (filter, names) => {
      const ticked = new Set(names)
      const narrowed = andFilter(filter, bound)
      expect(holds(narrowed, ticked)).toBe(holds(filter, ticked) && holds(bound, ticked))
      expect(depth(narrowed)).toBeLessThanOrEqual(2)
    }),
  )
})
