/** What happens when a relation of more than 100 pages is changed from its other side, and a request fails. */
import * as E from 'fp-ts/Either'
import { describe, expect, test } from 'vitest'
import { addRelations } from '../../../src/jobs/completion/addRelations.js'
import type { ChangeRelationParams } from '../../../src/jobs/completion/relationParams.js'
import { EVERY_FAULT, turnsOf } from '../../support/everyFault.js'
import { aWorld, done, PROJECT, relatedTo } from './relations.js'

const cases = Object.entries(EVERY_FAULT).map(([fault, failing]) => ({ fault, failing }))

describe.each(cases)('behavior: $fault', ({ fault, failing }) => {
  test('at every request: the change is resumed, in another process', async () => {
    const { ids } = await aWorld(103, 101)
    const params: ChangeRelationParams = { page_id: PROJECT, property: 'Tasks', ids: ids.slice(101), other_side: true }
    // Page, list twice two, schema, and for each of two tasks the page and the write.
    for (const index of turnsOf(fault, 10)) {
      const { ctx, failAt, heal, sent } = await aWorld(103, 101)
      const before = sent()
      failAt(index, failing, Number.POSITIVE_INFINITY)
      const result = await addRelations(ctx, params)()
      heal()
      expect(sent() - before).toBeGreaterThan(0)
      expect(E.isLeft(result)).toBe(true)
      const now = await relatedTo(ctx)
      expect(now.slice(0, 101)).toEqual(ids.slice(0, 101))
      const resume =
        E.isLeft(result) && result.left._tag === 'PartialRelationError'
          ? JSON.parse(JSON.stringify(result.left.resume))
          : params
      expect(JSON.stringify(result)).not.toContain('ntn_test')
      expect(await done(addRelations(ctx, resume))).toMatchObject({ ids })
      expect([...(await relatedTo(ctx))].sort()).toEqual([...ids].sort())
    }
  })
})
