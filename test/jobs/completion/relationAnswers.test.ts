/** What Notion may answer to a change of a relation, and the simulator does not. */
import { expect, test } from 'vitest'
import { createContext, type Page, type PropertyValue } from '../../../src/index.js'
import { addRelations } from '../../../src/jobs/completion/addRelations.js'
import { fakeClock } from '../../support/fakes.js'
import { anId, aPage } from '../../support/fixtures.js'

const references = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({ id: anId(from + index) }))

const tasks = (relation: ReadonlyArray<{ readonly id: string }>, has_more = false): PropertyValue => ({
  id: 't',
  type: 'relation',
  relation,
  has_more,
})

const page = (Tasks: PropertyValue): Page => aPage({ properties: { Tasks } })

const items = (relations: ReadonlyArray<unknown>, next: string | null = null, type = 'relation') => ({
  object: 'list',
  results: relations.map((each) => ({ object: 'property_item', id: 't', type, [type]: each })),
  next_cursor: next,
  has_more: next !== null,
  property_item: { id: 't', next_url: null, type, [type]: {} },
})

/** Adds a page to a relation; each request is answered by the first answer for its method and path. */
const add = async (answers: { readonly [request: string]: (asked: number) => object }, other_side = false) => {
  const asked = new Map<string, number>()
  const fetch = async (url: string, { method }: RequestInit): Promise<Response> => {
    const request = `${method} ${url}`
    const [name = '', answer] = Object.entries(answers).find(([part]) => request.includes(part)) ?? []
    const times = asked.get(name) ?? 0
    asked.set(name, times + 1)
    return answer
      ? Response.json(answer(times))
      : Response.json({ object: 'error', status: 404, code: 'object_not_found', message: 'x' }, { status: 404 })
  }
  const ctx = createContext({ auth: 'ntn_test', fetch, clock: fakeClock(), logLevel: 'silent', validate: 'off' })
  const result = await addRelations(ctx, { page_id: anId(), property: 'Tasks', ids: [anId(900)], other_side })()
  return { result, asked: (name: string) => asked.get(name) ?? 0 }
}

test('behavior: a write whose answer is only an id is done', async () => {
  const { result, asked } = await add({
    GET: () => page(tasks(references(0, 2))),
    PATCH: () => ({ object: 'page', id: anId() }),
  })
  expect(result).toMatchObject({ right: { ids: [anId(0), anId(1), anId(900)], changed: [anId(900)] } })
  expect([asked('GET'), asked('PATCH')]).toEqual([1, 1])
})

test.each<[string, () => object]>([
  ['does not have the page', () => page(tasks(references(0, 2)))],
  ['has another page', () => page(tasks([...references(0, 1), ...references(5, 7)]))],
  ['does not have the relation', () => aPage({ properties: {} })],
])('error: an answer that %s is not taken for done, and keeps the answer', async (_, answer) => {
  const { result, asked } = await add({ GET: () => page(tasks(references(0, 2))), PATCH: answer })
  expect(result).toMatchObject({
    left: { _tag: 'UnexpectedResponseError', outcome: 'unknown', body: { object: 'page' } },
  })
  expect(asked('PATCH')).toBe(3)
})

test('behavior: a write that was accepted without its effect is written again', async () => {
  const { result, asked } = await add({
    GET: () => page(tasks(references(0, 2))),
    PATCH: (times) => page(tasks([...references(0, 2), ...(times === 0 ? [] : references(900, 901))])),
  })
  expect(result).toMatchObject({ right: { changed: [anId(900)], requests: 4 } })
  expect(asked('PATCH')).toBe(2)
})

test('error: a list that changes each time it is read is not written', async () => {
  let reading = 0
  const { result, asked } = await add(
    {
      start_cursor: () => items(references(100, 101 + reading++)),
      '/properties/': () => items(references(0, 100), 'a'),
      GET: () => page(tasks(references(0, 25), true)),
    },
    true,
  )
  expect(result).toMatchObject({ left: { _tag: 'RelationRefusedError', reason: 'changing' } })
  expect(result).toHaveProperty('left.message', expect.stringContaining('Try again later'))
  expect([asked('PATCH'), asked('/properties/')]).toEqual([0, 4])
})

test('error: a list of something else is not written', async () => {
  const { result, asked } = await add({
    '/properties/': () => items([1, 2], null, 'number'),
    GET: () => page(tasks(references(0, 25), true)),
  })
  expect(result).toMatchObject({ left: { _tag: 'UnexpectedResponseError', outcome: 'not-applied' } })
  expect(asked('PATCH')).toBe(0)
})

test('error: a page of which only the id is known', async () => {
  const { result } = await add({ GET: () => ({ object: 'page', id: anId() }) })
  expect(result).toMatchObject({ left: { _tag: 'InvalidInputError', issues: [{ field: 'property' }] } })
})

test.each<[string, { readonly [request: string]: () => object }]>([
  ['cannot be read', {}],
  ['does not have the relation', { '/data_sources/': () => ({ object: 'data_source', id: anId(3), properties: {} }) }],
])('error: too many pages, of a relation whose schema %s', async (_, more) => {
  const { result } = await add(
    {
      ...more,
      '/properties/': () => items(references(0, 100)),
      '/pages/': () => page(tasks(references(0, 25), true)),
    },
    true,
  )
  expect(result).toMatchObject({ left: { _tag: 'RelationRefusedError', reason: 'too_many', count: 101 } })
  expect(result).not.toHaveProperty('left.other_side')
})

test('error: too many pages, on a page outside of a data source', async () => {
  const outside = { ...page(tasks(references(0, 25), true)), parent: { type: 'workspace', workspace: true } }
  const { result, asked } = await add(
    { '/data_sources/': () => ({}), '/properties/': () => items(references(0, 100)), '/pages/': () => outside },
    true,
  )
  expect(result).toMatchObject({ left: { _tag: 'RelationRefusedError', reason: 'too_many' } })
  expect(asked('/data_sources/')).toBe(0)
})
