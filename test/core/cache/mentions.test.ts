import { expect, test } from 'vitest'
import { createContext, getBlock, invalidate, objectTag } from '../../../src/index.js'

const id = (number: number): string => `00000000-0000-4000-8000-00000000000${number}`

const annotations = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
}

const aBlock = (mention: object) => ({
  object: 'block',
  id: id(1),
  parent: { type: 'page_id', page_id: id(2) },
  created_time: '2026-01-01T00:00:00.000Z',
  last_edited_time: '2026-01-01T00:00:00.000Z',
  created_by: { object: 'user', id: id(3) },
  last_edited_by: { object: 'user', id: id(3) },
  has_children: false,
  archived: false,
  in_trash: false,
  type: 'paragraph',
  paragraph: {
    rich_text: [{ type: 'mention', mention, annotations, plain_text: 'Its title', href: null }],
    color: 'default',
  },
})

test.each<[string, object]>([
  ['page', { type: 'page', page: { id: id(4) } }],
  ['database', { type: 'database', database: { id: id(4) } }],
  ['data source, as Notion may add', { type: 'data_source', data_source: { id: id(4) } }],
])('behavior: an answer that mentions a %s repeats its title, and is stale with it', async (_name, mention) => {
  let looks = 0
  const ctx = createContext({
    auth: 'ntn_of_a_test',
    fetch: async () => {
      looks++
      return Response.json(aBlock(mention))
    },
  })
  const look = getBlock(ctx, { block_id: id(1) })
  expect([(await look())._tag, (await look())._tag, looks]).toEqual(['Right', 'Right', 1])
  await invalidate(ctx, [objectTag(id(5))])
  await look()
  expect(looks).toBe(1)
  await invalidate(ctx, [objectTag(id(4))])
  await look()
  expect(looks).toBe(2)
})

test.each<[string, unknown]>([
  ['a text', 'page'],
  ['nothing', null],
  ['a list', [{ id: 5 }, null]],
  ['a mention without an id', { page: {} }],
])('behavior: what a mention never is does no harm: %s', async (_name, mention) => {
  let looks = 0
  const ctx = createContext({
    auth: 'ntn_of_a_test',
    validate: 'off',
    fetch: async () => {
      looks++
      return Response.json({ ...aBlock({}), more: { mention } })
    },
  })
  const look = getBlock(ctx, { block_id: id(1) })
  expect([(await look())._tag, (await look())._tag, looks]).toEqual(['Right', 'Right', 1])
})
