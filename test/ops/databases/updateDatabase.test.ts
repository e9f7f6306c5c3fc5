import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import {
  type UpdateDatabaseParams,
  updateDatabase,
  updateDatabaseRequest,
} from '../../../src/ops/databases/updateDatabase.js'
import { aDatabase, aTag } from '../../support/dataSources.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()
const path = `databases/${anId(4)}`
const update = (params: Omit<UpdateDatabaseParams, 'database_id'>) =>
  updateDatabase(aContext(), { database_id: anId(4), ...params })()

test('default: updates a database', async () => {
  answer('PATCH', path, aDatabase({ in_trash: true }))
  expect(await update({ in_trash: true })).toEqual(E.right(aDatabase({ in_trash: true })))
  expect(sent[0]?.body).toEqual({ in_trash: true })
})

test('params: all are sent in the body', async () => {
  answer('PATCH', path, aDatabase())
  const body = {
    parent: { type: 'page_id', page_id: anId(6) },
    title: [{ text: { content: 'Tasks' } }],
    description: [],
    is_inline: false,
    icon: { icon: { name: 'calendar', color: 'gray' } },
    cover: { file_upload: { id: anId(7) } },
    in_trash: false,
    is_locked: true,
  } as const
  await update(body)
  expect(sent[0]?.body).toEqual(body)
})

test('params: icon and cover null remove them', async () => {
  answer('PATCH', path, aDatabase())
  await update({ icon: null, cover: null })
  expect(sent[0]?.body).toEqual({ icon: null, cover: null })
})

test('behavior: returns only the id if the connection cannot read', async () => {
  answer('PATCH', path, { object: 'database', id: anId(4) })
  expect(await update({ is_locked: true })).toEqual(E.right({ object: 'database', id: anId(4) }))
})

test('behavior: invalidates itself, the children of its parent, and its data sources with their rows', () => {
  const { kind, cache, writes } = updateDatabaseRequest({ database_id: anId(4), in_trash: true })
  expect({ kind, cache }).toEqual({ kind: 'repeatable', cache: undefined })
  expect(writes?.(aDatabase())).toEqual([
    aTag('object', 4),
    aTag('children', 5),
    aTag('object', 5),
    aTag('object', 3),
    aTag('rows', 3),
    'tree',
  ])
})

test('behavior: if the outcome is unknown, invalidates itself and its new parent', () => {
  const moved = updateDatabaseRequest({ database_id: anId(4), parent: { page_id: anId(6) } })
  expect(moved.writes?.(undefined)).toEqual([aTag('object', 4), aTag('children', 6), aTag('object', 6), 'tree'])
  expect(moved.writes?.({ object: 'database', id: anId(4) })).toEqual(moved.writes?.(undefined))
})

test('behavior: a new title does not invalidate what is below it', () => {
  expect(updateDatabaseRequest({ database_id: anId(4), title: [] }).writes?.(aDatabase())).not.toContain('tree')
})

test('behavior: a database in a block invalidates the children of the block', () => {
  const inBlock = aDatabase({ parent: { type: 'block_id', block_id: anId(8) }, data_sources: [] })
  expect(updateDatabaseRequest({ database_id: anId(4) }).writes?.(inBlock)).toEqual([
    aTag('object', 4),
    aTag('children', 8),
    aTag('object', 8),
  ])
})

test('error: not found', async () => {
  answer('PATCH', path, anErrorBody(404, 'object_not_found'), 404)
  expect(await update({ in_trash: true })).toMatchObject({ left: { _tag: 'NotFoundError' } })
})

test('error: malformed ids are rejected before sending', async () => {
  const params = { database_id: 'AAA', parent: { page_id: 'nowhere' } }
  expect(await updateDatabase(aContext(), params)()).toMatchObject({
    left: { _tag: 'InvalidInputError', issues: [{ field: 'database_id' }, { field: 'parent.page_id' }] },
  })
  expect(sent).toEqual([])
})
