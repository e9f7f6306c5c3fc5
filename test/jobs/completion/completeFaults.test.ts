import { describe, expect, test } from 'vitest'
import { completePage } from '../../../src/jobs/completion/completePage.js'
import type { Completion } from '../../../src/jobs/completion/completion.js'
import { incompleteProps } from '../../../src/props/incompleteProps.js'
import { ok } from '../../simulator/world.js'
import { EVERY_FAULT, type Failing, turnsOf } from '../../support/everyFault.js'
import { ALL, aLongPage, expectWhole, REQUESTS } from './longPage.js'

const withoutRequests = ({ requests: _, ...rest }: Completion) => rest

const cases = Object.entries(EVERY_FAULT).map(([fault, failing]) => ({ fault, failing }))

describe.each(cases)(
  'behavior: $fault',
  ({ fault, failing }: { readonly fault: string; readonly failing: Failing }) => {
    test('once, at every request: the result is the same', async () => {
      const { ctx, page, failAt, heal } = await aLongPage()
      const expected = withoutRequests(await ok(completePage(ctx, page)))
      expect(expected).toMatchObject({ complete: true, incomplete: [] })
      for (const index of turnsOf(fault, REQUESTS)) {
        failAt(index, failing)
        expect(withoutRequests(await ok(completePage(ctx, page, { concurrency: 1 })))).toEqual(expected)
        heal()
      }
    })

    test('from every request on: what is missing is named, and the rest is whole', async () => {
      const { ctx, page, furnished, failAt, heal } = await aLongPage()
      for (const index of turnsOf(fault, REQUESTS, 1)) {
        failAt(index, failing, Number.POSITIVE_INFINITY)
        const completion = await ok(completePage(ctx, page, { concurrency: 1 }))
        heal()
        expect(completion.complete).toBe(false)
        expect(completion.incomplete.every(({ reason }) => reason === 'error')).toBe(true)
        expectWhole(completion, ALL, furnished, 30, 0)
        // What is open stays open, and a second completion finishes it.
        expect(
          incompleteProps(completion.page)
            .map(({ name }) => name)
            .sort(),
        ).toEqual(completion.incomplete.map(({ name }) => name).sort())
        const again = await ok(completePage(ctx, { ...page, properties: completion.page.properties }))
        expect(again.complete).toBe(true)
        expectWhole(again, ALL, furnished, 30, 0)
      }
    })
  },
)
