import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getDatabase, getDatabaseRequest } from '../../../src/ops/databases/getDatabase.js'
import { aDatabase, aTag } from '../../support/dataSources.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

test('default: retrieves a database', async () => {
  answer('GET', `databases/${anId(4)}`, aDatabase())
  expect(await getDatabase(aContext(), { database_id: anId(4) })()).toEqual(E.right(aDatabase()))
})

test('params: database_id can be without dashes or a URL', () => {
  const compact = anId(4).replaceAll('-', '')
  const address = `https://www.notion.so/team/Tasks-${compact}?v=${anId(9).replaceAll('-', '')}`
  for (const database_id of [compact, address]) {
    expect(getDatabaseRequest({ database_id }).path).toBe(`databases/${anId(4)}`)
  }
})

test('behavior: declares that it names its data sources', () => {
  const { kind, cache, reads } = getDatabaseRequest({ database_id: anId(4) })
  expect({ kind, cache, reads: reads?.(aDatabase()) }).toEqual({
    kind: 'read',
    cache: { resource: 'databases' },
    reads: [aTag('object', 4), 'tree', aTag('object', 3)],
  })
})

test('error: not found', async () => {
  answer('GET', `databases/${anId(4)}`, anErrorBody(404, 'object_not_found'), 404)
  expect(await getDatabase(aContext(), { database_id: anId(4) })()).toMatchObject({
    left: { _tag: 'NotFoundError', call: { op: 'getDatabase' } },
  })
})

test('error: a malformed id is rejected before sending', async () => {
  expect(await getDatabase(aContext(), { database_id: 'AAA' })()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'database_id', given: 'AAA' }] },
  })
  expect(sent).toEqual([])
})

test('error: a database of an earlier version of the API', async () => {
  const { data_sources: _, ...older } = aDatabase()
  answer('GET', `databases/${anId(4)}`, { ...older, properties: {} })
  expect(await getDatabase(aContext(), { database_id: anId(4) })()).toMatchObject({
    left: { _tag: 'DecodeError', mismatches: [{ path: 'data_sources' }] },
  })
})
