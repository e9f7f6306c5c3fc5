import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getDatabaseEntries } from '../../../src/ops/databases/getDatabaseEntries.js'
import { aDatabase } from '../../support/dataSources.js'
import { aList, anErrorBody, anId, aPage } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const database_id = anId(4)
const second = aPage({ id: anId(9) })

test('default: returns all rows of a database, from every page of results', async () => {
  answer('GET', `databases/${database_id}`, aDatabase())
  answer('POST', `data_sources/${anId(3)}/query`, (asked: number) =>
    asked === 2 ? aList([aPage()], 'next') : aList([second]),
  )
  expect(await getDatabaseEntries(aContext(), { database_id })()).toEqual(E.right([aPage(), second]))
})

test('params: filter, sorts and the others are sent with the query', async () => {
  answer('GET', `databases/${database_id}`, aDatabase())
  answer('POST', `data_sources/${anId(3)}/query`, aList([aPage()]))
  const body = {
    filter: { property: 'Done', checkbox: { equals: true } },
    sorts: [{ property: 'Due', direction: 'ascending' }],
    page_size: 50,
  } as const
  await getDatabaseEntries(aContext(), { database_id, filter_properties: ['Due'], ...body })()
  expect(sent[1]?.body).toEqual(body)
  expect(sent[1]?.search.getAll('filter_properties')).toEqual(['Due'])
})

test('params: data_source_id selects one of several', async () => {
  const data_sources = [
    { id: anId(3), name: 'Tasks' },
    { id: anId(6), name: 'Projects' },
  ]
  answer('GET', `databases/${database_id}`, aDatabase({ data_sources }))
  answer('POST', `data_sources/${anId(6)}/query`, aList([aPage()]))
  const params = { database_id, data_source_id: anId(6) }
  expect(await getDatabaseEntries(aContext(), params)()).toEqual(E.right([aPage()]))
})

test('behavior: reads on beyond the limit of one query', async () => {
  answer('GET', `databases/${database_id}`, aDatabase())
  answer('POST', `data_sources/${anId(3)}/query`, (asked: number) =>
    asked === 2 ? { ...aList([aPage()]), request_status: { type: 'incomplete' } } : aList([aPage(), second]),
  )
  expect(await getDatabaseEntries(aContext(), { database_id })()).toEqual(E.right([aPage(), second]))
  expect(sent[2]?.body).toMatchObject({
    filter: { timestamp: 'created_time', created_time: { on_or_after: aPage().created_time } },
  })
})

test('error: several data sources, none selected', async () => {
  const data_sources = [
    { id: anId(3), name: 'Tasks' },
    { id: anId(6), name: 'Projects' },
  ]
  answer('GET', `databases/${database_id}`, aDatabase({ data_sources }))
  expect(await getDatabaseEntries(aContext(), { database_id })()).toMatchObject({
    left: { _tag: 'InvalidInputError', call: { op: 'getDatabaseEntries' }, issues: [{ field: 'data_source_id' }] },
  })
})

test('error: the query fails', async () => {
  answer('GET', `databases/${database_id}`, aDatabase())
  answer('POST', `data_sources/${anId(3)}/query`, anErrorBody(400, 'validation_error'), 400)
  expect(await getDatabaseEntries(aContext(), { database_id })()).toMatchObject({ left: { _tag: 'ValidationError' } })
})
