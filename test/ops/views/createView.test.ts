import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { createView, createViewRequest } from '../../../src/ops/views/createView.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'
import { aPartialView, aView } from '../../support/views.js'

const { answer, sent } = notionServer()

const table = { data_source_id: anId(3), name: 'Open tasks', type: 'table' } as const
const tab = { ...table, database_id: anId(4) } as const

/** The fields that are refused, with what is allowed there. */
const refusals = (params: Parameters<typeof createViewRequest>[0]) =>
  createViewRequest(params).invalid?.map(({ field, allowed }) => [field, allowed])

test('default: creates a tab of a database', async () => {
  answer('POST', 'views', aView())
  expect(await createView(aContext(), tab)()).toEqual(E.right(aView()))
  expect(sent[0]?.body).toEqual(tab)
})

test('params: all parameters of a tab', async () => {
  answer('POST', 'views', aView())
  const body = {
    ...tab,
    filter: { and: [{ property: 'Due', date: { this_week: {} } }] },
    sorts: [{ timestamp: 'created_time', direction: 'descending' }],
    quick_filters: { Stage: { type: 'select', select: { equals: 'Doing' } }, Owner: {} },
    configuration: { type: 'table', wrap_cells: true, properties: null },
    position: { type: 'after_view', view_id: anId(13) },
  } as const
  await createView(aContext(), body)()
  expect(sent[0]?.body).toEqual(body)
})

test('params: view_id makes it a widget of a dashboard', () => {
  const widget = { ...table, view_id: anId(13), placement: { type: 'existing_row', row_index: 0 } } as const
  expect(createViewRequest(widget).body).toEqual({ ...widget })
  expect(createViewRequest(widget).invalid).toBeUndefined()
})

test('params: create_database creates a linked database in a page', () => {
  const create_database = {
    parent: { type: 'page_id', page_id: anId(5) },
    position: { type: 'after_block', block_id: anId(6) },
  } as const
  expect(createViewRequest({ ...table, create_database })).toMatchObject({ body: { ...table, create_database } })
})

test('params: URLs become the ids in them, and ids are sent as given', () => {
  const compact = (number: number): string => anId(number).replaceAll('-', '')
  const { body, invalid } = createViewRequest({
    ...table,
    data_source_id: compact(3),
    create_database: {
      parent: { type: 'page_id', page_id: `https://www.notion.so/A-page-${compact(5)}` },
      position: { type: 'after_block', block_id: `https://www.notion.so/A-page-${compact(5)}#${compact(6)}` },
    },
  })
  expect(invalid).toBeUndefined()
  expect(body).toMatchObject({
    data_source_id: compact(3),
    create_database: { parent: { page_id: anId(5) }, position: { block_id: anId(6) } },
  })
  expect(createViewRequest({ ...table, view_id: aView().url }).body).toMatchObject({ view_id: anId(11) })
  expect(createViewRequest({ ...tab, position: { type: 'after_view', view_id: aView().url } }).body).toMatchObject({
    position: { type: 'after_view', view_id: anId(11) },
  })
})

test('behavior: can be partial', async () => {
  answer('POST', 'views', aPartialView())
  expect(await createView(aContext(), tab)()).toEqual(E.right(aPartialView()))
})

test('behavior: is sent once, and invalidates the page of the new database', () => {
  const { kind, writes } = createViewRequest(tab)
  expect({ kind, writes: writes?.(aView()) }).toEqual({ kind: 'once', writes: [] })
  const create_database = { parent: { type: 'page_id', page_id: anId(5) } } as const
  expect(createViewRequest({ ...table, create_database }).writes?.(undefined)).toEqual([
    'object:00000000000040008000000000000005',
    'children:00000000000040008000000000000005',
  ])
})

test('error: a view needs exactly one location', () => {
  expect(refusals(table)).toEqual([['database_id', 'given, or view_id or create_database in its place']])
  const create_database = { parent: { type: 'page_id', page_id: anId(5) } } as const
  expect(refusals({ ...tab, view_id: anId(13), create_database })).toEqual([
    ['view_id', 'left out beside database_id'],
    ['create_database', 'left out beside database_id'],
  ])
  expect(refusals({ ...table, view_id: anId(13), create_database })).toEqual([
    ['create_database', 'left out beside view_id'],
  ])
})

test('error: malformed ids are rejected before sending', async () => {
  const create_database = {
    parent: { type: 'page_id', page_id: 'a' },
    position: { type: 'after_block', block_id: 'b' },
  } as const
  const position = { type: 'after_view', view_id: 'c' } as const
  const result = await createView(aContext(), { ...table, data_source_id: 'd', create_database, position })()
  expect(result).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      issues: [
        { field: 'data_source_id', given: 'd' },
        { field: 'create_database.parent.page_id', given: 'a' },
        { field: 'create_database.position.block_id', given: 'b' },
        { field: 'position.view_id', given: 'c' },
      ],
    },
  })
  expect(sent).toEqual([])
})

test('error: Notion rejects the request', async () => {
  answer('POST', 'views', anErrorBody(400, 'validation_error'), 400)
  expect(await createView(aContext(), tab)()).toMatchObject({
    left: { _tag: 'ValidationError', call: { op: 'createView' } },
  })
})
