import { expect, test } from 'vitest'
import * as notion from '../../../src/index.js'
import { resolveMentions } from '../../../src/jobs/completion/resolveMentions.js'
import { HOME, ok, PERSON, text, there } from '../../simulator/world.js'
import { EVERY_FAULT, tried } from '../../support/everyFault.js'
import { uuid } from './samples.js'

const plain = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
} as const

const mention = (mention: notion.Mention, plain_text = 'Untitled'): notion.RichTextItem => ({
  type: 'mention',
  mention,
  plain_text,
  href: null,
  annotations: plain,
})

const user = (id: string) => mention({ type: 'user', user: { object: 'user', id } }, '@Anonymous')
const page = (id: string) => mention({ type: 'page', page: { id } })

const aWorld = async () => {
  const world = await tried()
  const { id: database_id } = await ok(
    notion.createDatabase(world.ctx, {
      parent: { type: 'page_id', page_id: HOME },
      title: text('Tasks'),
      initial_data_source: { properties: { Name: { title: {} } } },
    }),
  )
  const database = mention({ type: 'database', database: { id: database_id } })
  const date = mention({ type: 'date', date: { start: '2026-01-01', end: '2026-01-05', time_zone: null } }, '')
  const words: ReadonlyArray<notion.RichTextItem> = [user(PERSON), page(HOME), database, date, page(HOME), user(PERSON)]
  return { ...world, words, database_id }
}

const words = (value: notion.RichText) => value.map(({ plain_text }) => plain_text)

test('default: names in place of what Notion did not know, one request for each id', async () => {
  const { ctx, words: given, sent, database_id } = await aWorld()
  const before = sent()
  const { value, resolved, unresolved, requests } = await ok(resolveMentions(ctx, given))
  expect(words(value)).toEqual(['@Ada', 'Home', 'Tasks', '2026-01-01 → 2026-01-05', 'Home', '@Ada'])
  expect(resolved).toEqual([
    { type: 'user', id: PERSON, name: 'Ada' },
    { type: 'page', id: HOME, name: 'Home' },
    { type: 'database', id: database_id, name: 'Tasks' },
  ])
  expect(unresolved).toEqual([])
  expect(requests).toBe(3)
  expect(sent() - before).toBe(3)
  expect(words(given)[0]).toBe('@Anonymous')
})

test('default: a page, and lists of blocks with everything below', async () => {
  const { ctx, sent } = await aWorld()
  const block = { object: 'block', paragraph: { rich_text: [page(HOME)] }, children: [{ caption: [user(PERSON)] }] }
  const row = { object: 'page', properties: { Name: { id: 'title', type: 'title', title: [page(HOME)] } } }
  const before = sent()
  const { value } = await ok(resolveMentions(ctx, [block, row, 'text', 3, null]))
  expect(sent() - before).toBe(2)
  expect(value).toMatchObject([
    { paragraph: { rich_text: [{ plain_text: 'Home' }] }, children: [{ caption: [{ plain_text: '@Ada' }] }] },
    { properties: { Name: { title: [{ plain_text: 'Home' }] } } },
    'text',
    3,
    null,
  ])
})

test('behavior: a user whose name is there is not looked up, and what has no mention is not copied', async () => {
  const { ctx, sent } = await aWorld()
  const ada = mention(
    { type: 'user', user: { object: 'user', id: PERSON, type: 'person', person: {}, name: 'Ada' } },
    '@Ada',
  )
  const before = sent()
  const { value } = await ok(resolveMentions(ctx, [ada]))
  expect(sent()).toBe(before)
  expect(value[0]).toBe(ada)
})

test('behavior: what is unknown is kept, and listed with its reason', async () => {
  const { ctx } = await aWorld()
  const { value, unresolved } = await ok(resolveMentions(ctx, [page(uuid(1, '88888888')), page(HOME)]))
  expect(words(value)).toEqual(['Untitled', 'Home'])
  expect(unresolved).toMatchObject([
    { type: 'page', id: uuid(1, '88888888'), reason: 'error', error: { _tag: 'NotFoundError' } },
  ])
})

test.each(Object.entries(EVERY_FAULT))(
  'behavior: %s: once, it is survived; for ever, it is named',
  async (_name, failing) => {
    const { ctx, words: given, failAt, heal } = await aWorld()
    for (let index = 0; index < 3; index++) {
      failAt(index, failing)
      const once = await ok(resolveMentions(ctx, given, { concurrency: 1 }))
      expect(once.unresolved).toEqual([])
      failAt(index, failing, Number.POSITIVE_INFINITY)
      const { unresolved, resolved } = await ok(resolveMentions(ctx, given, { concurrency: 1 }))
      expect(resolved).toHaveLength(index)
      expect(unresolved).toHaveLength(3 - index)
      heal()
    }
  },
)

test('params: max_requests', async () => {
  const { ctx, words: given } = await aWorld()
  const { unresolved, resolved, requests } = await ok(resolveMentions(ctx, given, { max_requests: 2 }))
  expect(requests).toBe(2)
  expect(resolved).toHaveLength(2)
  expect(unresolved).toMatchObject([{ type: 'database', reason: 'max_requests' }])
})

test('behavior: one date, a date that is none, what is no mention of anything, and names that Notion does not have', async () => {
  const answers: { readonly [path: string]: object } = {
    users: { object: 'user', id: PERSON, type: 'person', person: {}, name: '', avatar_url: null },
    pages: { object: 'page', id: HOME },
    databases: { object: 'database', id: HOME },
  }
  const fetch = async (url: string) => Response.json(answers[/v1\/(\w+)/.exec(url)?.[1] ?? ''])
  const ctx = notion.createContext({ auth: 'ntn_test', fetch, logLevel: 'silent', validate: 'off' })
  const odd = (given: unknown) => mention(JSON.parse(JSON.stringify(given)), 'odd')
  const given = [
    odd({ type: 'date', date: { start: '2026-01-01', end: null } }),
    odd({ type: 'date', date: null }),
    odd({ type: 'user', user: {} }),
    odd({ type: 'link_preview', link_preview: { url: 'https://a.b' } }),
    user(PERSON),
    page(HOME),
    odd({ type: 'database', database: { id: HOME } }),
  ]
  const { value, resolved, unresolved } = await ok(resolveMentions(ctx, given))
  expect(words(value)).toEqual(['2026-01-01', 'odd', 'odd', 'odd', '@Anonymous', 'Untitled', 'odd'])
  expect(resolved).toEqual([])
  expect(unresolved.map(({ type, reason }) => [type, reason])).toEqual(
    ['user', 'page', 'database'].map((type) => [type, 'no_name']),
  )
})

test('behavior: a value that contains itself ends there', async () => {
  const { ctx } = await aWorld()
  const circular: { self?: unknown; text: notion.RichText } = { text: [page(HOME)] }
  circular.self = circular
  const { value } = await ok(resolveMentions(ctx, circular))
  expect(words(value.text)).toEqual(['Home'])
})

test('behavior: a tree that is deeper than the stack; only what is above a mention is copied, and what is shared twice is named twice', async () => {
  const { ctx } = await aWorld()
  const shared = { rich_text: [user(PERSON), page(HOME)] }
  const plainText = { rich_text: [{ type: 'text', plain_text: 'A' }] }
  const bottom = [shared, plainText, shared]
  let tree: { readonly children: ReadonlyArray<unknown> } = { children: bottom }
  for (let depth = 0; depth < 20_000; depth++) tree = { children: [tree] }
  const { value, resolved } = await ok(resolveMentions(ctx, tree))
  let lowest: unknown = value
  for (let depth = 0; depth < 20_000; depth++) lowest = Object(lowest).children[0]
  const below = Object(lowest).children
  const named = { rich_text: [{ plain_text: '@Ada' }, { plain_text: 'Home' }] }
  expect(below).toMatchObject([named, plainText, named])
  expect(below[1]).toBe(plainText)
  expect(words(shared.rich_text)).toEqual(['@Anonymous', 'Untitled'])
  expect(resolved.map(({ type }) => type)).toEqual(['user', 'page'])
})

test('error: invalid options', async () => {
  const { ctx } = await tried()
  const result = await resolveMentions(ctx, [], JSON.parse('{"concurrency":0}'))()
  expect(result).toMatchObject({ left: { _tag: 'InvalidInputError' } })
  expect(there([])).toEqual([])
})

test('params: signal: what was not looked up is named', async () => {
  const { ctx, words: given, sent } = await aWorld()
  const before = sent()
  const { value, unresolved } = await ok(resolveMentions(ctx, given, { signal: AbortSignal.abort() }))
  expect(unresolved.map(({ type, reason }) => [type, reason])).toEqual([
    ['user', 'aborted'],
    ['page', 'aborted'],
    ['database', 'aborted'],
  ])
  expect(words(value)[1]).toBe('Untitled')
  expect(sent()).toBe(before)
})
