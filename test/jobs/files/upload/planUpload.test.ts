import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import { MAX_SINGLE, MIN_PART, partsOf, planUpload } from '../../../../src/jobs/files/upload/planUpload.js'

const GIBIBYTE = 1024 ** 3

describe('behavior: the plan of an upload', () => {
  test('up to 20 MiB is one request, one byte more is two parts or more', () => {
    expect(planUpload(MAX_SINGLE)).toEqual(
      E.right({ mode: 'single_part', size: MAX_SINGLE, part_size: MAX_SINGLE, number_of_parts: 1 }),
    )
    expect(planUpload(MAX_SINGLE + 1)).toMatchObject({
      right: { mode: 'multi_part', part_size: 10_485_760, number_of_parts: 3 },
    })
  })

  test('any file up to 5 GiB: parts of an allowed size, at most 1,000, which cover every byte once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 * GIBIBYTE }),
        fc.option(fc.integer({ min: MIN_PART, max: MAX_SINGLE }), { nil: undefined }),
        (size, part_size) => {
          const plan = planUpload(size, Number.POSITIVE_INFINITY, part_size)
          if (E.isLeft(plan)) throw new Error(JSON.stringify(plan.left))
          const parts = partsOf(plan.right)
          expect(parts.length).toBe(plan.right.number_of_parts)
          expect(parts.length).toBeLessThanOrEqual(1000)
          let end = 0
          for (const part of parts) {
            expect(part.start).toBe(end)
            const length = part.end - part.start
            expect(length).toBeGreaterThan(0)
            expect(length).toBeLessThanOrEqual(MAX_SINGLE)
            if (part.number < parts.length) expect(length).toBeGreaterThanOrEqual(MIN_PART)
            end = part.end
          }
          expect(end).toBe(size)
        },
      ),
    )
  })
})

describe('error: the plan of an upload', () => {
  test('an empty file', () => {
    expect(planUpload(0)).toMatchObject({
      left: { field: 'data', allowed: expect.stringContaining('at least 1 byte') },
    })
  })

  test('more than the workspace accepts', () => {
    expect(planUpload(MIN_PART, MIN_PART)).toMatchObject({ _tag: 'Right' })
    expect(planUpload(MIN_PART + 1, MIN_PART)).toMatchObject({
      left: { given: MIN_PART + 1, allowed: expect.stringContaining('free plans') },
    })
    expect(planUpload(2 * GIBIBYTE, GIBIBYTE)).toMatchObject({ left: { allowed: expect.not.stringContaining('free') } })
  })

  test('more than all parts hold', () => {
    expect(planUpload(21 * GIBIBYTE)).toMatchObject({ left: { field: 'data' } })
  })
})
