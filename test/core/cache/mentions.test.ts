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
  ['data source, which Notion may add', { type: 'data_source', data_source: { id: id(4) } }],
])(
  'behavior: a response that mentions a %s is invalidated with it, since it contains its title',
  async (_name, mention) => {
    let requests = 0
    const ctx = createContext({
      auth: 'ntn_of_a_test',
      fetch: async () => {
        requests++
        return Response.json(aBlock(mention))
      },
    })
    const read = getBlock(ctx, { block_id: id(1) })
    expect([(await read())._tag, (await read())._tag, requests]).toEqual(['Right', 'Right', 1])
    await invalidate(ctx, [objectTag(id(5))])
    await read()
    expect(requests).toBe(1)
    await invalidate(ctx, [objectTag(id(4))])
    await read()
    expect(requests).toBe(2)
  },
)

test.each<[string, unknown]>([
  ['a string', 'page'],
  ['null', null],
  ['a list', [{ id: 5 }, null]],
  ['a mention without an id', { page: {} }],
])('behavior: an invalid mention is ignored: %s', async (_name, mention) => {
  let requests = 0
  const ctx = createContext({
    auth: 'ntn_of_a_test',
    validate: 'off',
    fetch: async () => {
      requests++
      return Response.json({ ...aBlock({}), more: { mention } })
    },
  })
  const read = getBlock(ctx, { block_id: id(1) })
  expect([(await read())._tag, (await read())._tag, requests]).toEqual(['Right', 'Right', 1])
})
