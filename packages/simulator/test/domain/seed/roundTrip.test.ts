import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { VERSIONS } from '../../../src/domain/version.js'
import { aDataSource, aPage, HOME, harness, property } from '../../support/harness.js'
import { recordedObjects } from '../../support/recordedObjects.js'
import { roundTrip } from '../../support/roundTrip.js'

const cases = VERSIONS.flatMap((version) =>
  recordedObjects(version).map(([what, objects]) => ({ what, version, objects })),
)

test.each(cases)('default: $what of $version are returned as they were loaded', async ({ version, objects }) => {
  expect(objects.length).toBeGreaterThan(0)
  expect(await roundTrip({ object: 'list', results: [...objects], request_id: 'x' }, version)).toEqual([])
})

const id = (digit: number): string => `33333333-3333-4333-8333-33333333333${digit}`
const below = { type: 'page_id', page_id: HOME }
const ids = (list: JsonObject): ReadonlyArray<unknown> => asArray(list.results).map((each) => asObject(each).id)

test('behavior: siblings of any kind keep the order of the list', async () => {
  const { simulator, ok } = await harness()
  const aBlock = (digit: number) => ({ object: 'block', id: id(digit), parent: below, type: 'divider', divider: {} })
  const aTable = (digit: number) => ({ object: 'database', id: id(digit), parent: below, title: [] })
  const aChild = (digit: number, type: string) => ({ ...aBlock(digit), type, [type]: { title: 'x' } })
  await simulator.load([
    aBlock(1),
    aTable(2),
    aPage(id(3), { parent: below }),
    aChild(4, 'child_database'),
    aBlock(5),
    aTable(6),
    aChild(7, 'child_page'),
  ])
  expect(ids(await ok('GET', `blocks/${HOME}/children`))).toEqual([1, 2, 3, 4, 5, 6, 7].map(id))
})

test('behavior: what belongs to a response, and not to its object, is not loaded', async () => {
  const { simulator, ok } = await harness()
  await simulator.load([{ object: 'user', id: id(1), name: 'Bo', type: 'person', person: {}, request_id: id(2) }])
  const { results } = await ok('GET', 'users')
  expect(asArray(results).filter((user) => 'request_id' in asObject(user))).toEqual([])
  expect(asArray(results)).toHaveLength(3)
})

test('behavior: a database that is listed without data sources has none', async () => {
  const { simulator, ok } = await harness()
  await simulator.load([
    { object: 'block', id: id(1), parent: below, type: 'child_database', child_database: { title: 'L' } },
  ])
  expect(asArray((await ok('GET', `databases/${id(1)}`)).data_sources)).toHaveLength(1)
  await simulator.load([{ object: 'database', id: id(1), parent: below, title: [], data_sources: [], is_inline: true }])
  expect(await ok('GET', `databases/${id(1)}`)).toMatchObject({ data_sources: [], is_inline: true })
  const { results } = await ok('POST', 'search', { filter: { property: 'object', value: 'data_source' } })
  expect(results).toEqual([])
})

test('behavior: a bare page that a data source names as its database becomes that database', async () => {
  const { simulator, ok } = await harness()
  await simulator.load([
    { object: 'page', id: id(1), parent: { type: 'workspace', workspace: true }, properties: {} },
    {
      object: 'data_source',
      id: id(2),
      parent: { type: 'database_id', database_id: id(1) },
      title: [],
      properties: {},
    },
  ])
  expect(await ok('GET', `databases/${id(1)}`)).toMatchObject({ data_sources: [{ id: id(2) }] })
})

test('behavior: databases of the newest version are read with archived by an older one', async () => {
  const { simulator, ok } = await harness({}, '2025-09-03')
  const whole = { created_time: '2026-01-01T00:00:00.000Z', url: 'https://www.notion.so/x', parent: below }
  await simulator.load([
    { object: 'database', id: id(1), ...whole, title: [], in_trash: false, is_locked: false },
    { object: 'block', id: id(2), ...whole, type: 'divider', divider: {}, in_trash: false },
  ])
  expect(await ok('GET', `databases/${id(1)}`)).toMatchObject({ archived: false, in_trash: false })
})

test('behavior: new things of a loaded database have its address', async () => {
  const { simulator, ok } = await harness()
  const url = 'https://www.notion.so/acme/table'
  await simulator.load([
    { object: 'database', id: id(1), parent: below, url, title: [], created_time: '2026-01-01T00:00:00.000Z' },
  ])
  const created = await ok('POST', 'data_sources', { parent: { database_id: id(1) }, properties: { A: { title: {} } } })
  expect(created).toMatchObject({ url })
  const { results } = await ok('GET', `views?data_source_id=${String(created.id)}`)
  const view = String(asObject(asArray(results)[0]).id)
  expect(await ok('GET', `views/${view}`)).toMatchObject({ url: `${url}?v=${view.replaceAll('-', '')}` })
})

const ROLLED = { type: 'number', number: 5, function: 'count' }

const aRolledRow = (source: string, relation: ReadonlyArray<string>, more: JsonObject = {}): JsonObject =>
  aPage(id(1), {
    parent: { type: 'data_source_id', data_source_id: source },
    properties: {
      Related: {
        id: 'rel',
        type: 'relation',
        relation: relation.map((each) => ({ id: each })),
        has_more: false,
        ...more,
      },
      Rolled: { id: 'roll', type: 'rollup', rollup: ROLLED },
    },
  })

test('behavior: a loaded rollup keeps its value until the related pages are known, or others are related', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  const { ok, simulator } = tools
  const rollup = async () => property(await ok('GET', `pages/${id(1)}`), 'Rolled').rollup
  const target = id(9)
  const config = { relation_property_id: 'rel', rollup_property_id: 'title', function: 'count' }
  await simulator.load([
    {
      object: 'data_source',
      id: target,
      parent: { type: 'database_id', database_id: id(8) },
      properties: {
        Name: { id: 'title', type: 'title', title: {} },
        Related: {
          id: 'rel',
          type: 'relation',
          relation: { data_source_id: source, type: 'single_property', single_property: {} },
        },
        Rolled: { id: 'roll', type: 'rollup', rollup: config },
      },
    },
    aRolledRow(target, [id(2), id(3)]),
  ])
  expect(await rollup()).toEqual(ROLLED)
  const row = (digit: number) => aPage(id(digit), { parent: { type: 'data_source_id', data_source_id: source } })
  await simulator.load([row(2)])
  expect(await rollup()).toEqual(ROLLED)
  await simulator.load([row(3)])
  expect(await rollup()).toEqual({ type: 'number', number: 2, function: 'count' })
  // Some of the references are unknown.
  await simulator.load([aRolledRow(target, [id(2), id(3)], { has_more: true })])
  expect(await rollup()).toEqual(ROLLED)
  await ok('PATCH', `pages/${id(1)}`, { properties: { Related: { relation: [{ id: id(2) }] } } })
  expect(await rollup()).toEqual({ type: 'number', number: 1, function: 'count' })
  await simulator.load([aRolledRow(target, [])])
  expect(await rollup()).toEqual(ROLLED)
  await ok('PATCH', `pages/${id(1)}`, { properties: { Related: { relation: [] } } })
  expect(await rollup()).toEqual({ type: 'number', number: 0, function: 'count' })
})

const aComment = (digit: number, displayName: JsonObject): JsonObject => ({
  object: 'comment',
  id: id(digit),
  parent: below,
  discussion_id: id(9),
  created_by: { object: 'user', id: id(8) },
  rich_text: [],
  display_name: displayName,
})

test('params: bot: recorded comments with the name of the bot are its own', async () => {
  const { simulator, ok, call } = await harness({ bot: { name: 'Mine' } })
  const other = {
    ...aComment(3, { type: 'integration', resolved_name: 'Theirs' }),
    created_by: { object: 'user', id: id(7) },
  }
  await simulator.load([
    aComment(1, { type: 'integration', resolved_name: 'Mine' }),
    aComment(2, { type: 'custom', resolved_name: 'Signed' }),
    other,
  ])
  const changed = await ok('PATCH', `comments/${id(2)}`, { markdown: 'new' })
  expect(changed).toMatchObject({ created_by: { id: id(8) }, rich_text: [{ plain_text: 'new' }] })
  expect(await ok('DELETE', `comments/${id(1)}`)).toMatchObject({ id: id(1) })
  expect(await call('DELETE', `comments/${id(3)}`)).toMatchObject({ status: 404 })
})

test('behavior: a recorded bot gives its name to the connection', async () => {
  const { simulator, call } = await harness()
  await simulator.load([
    { object: 'user', id: id(1), name: 'Mine', type: 'bot', bot: { owner: { type: 'workspace', workspace: true } } },
  ])
  expect((await call('GET', `pages/${id(5)}`)).body.message).toContain('your integration "Mine"')
})

test('behavior: file uploads are listed newest first, loaded or not', async () => {
  const { simulator, ok } = await harness()
  const anUpload = (digit: number, created: string) => ({
    object: 'file_upload',
    id: id(digit),
    created_time: created,
    expiry_time: null,
  })
  await simulator.load([
    anUpload(1, '2026-01-01T00:01:00.000Z'),
    anUpload(2, '2026-01-01T00:01:00.000Z'),
    anUpload(3, '2026-01-01T00:00:00.000Z'),
  ])
  await simulator.load([anUpload(4, '2026-01-01T00:00:30.000Z')])
  const created = [await ok('POST', 'file_uploads', {}), await ok('POST', 'file_uploads', {})].map((each) => each.id)
  expect(ids(await ok('GET', 'file_uploads'))).toEqual([...created.reverse(), id(1), id(2), id(4), id(3)])
})

test('behavior: a view that was loaded alone is changed and deleted, as its database may have others', async () => {
  const { simulator, ok } = await harness()
  await simulator.load([
    {
      object: 'view',
      id: id(1),
      parent: { type: 'database_id', database_id: id(2) },
      data_source_id: id(3),
      type: 'table',
      name: 'Old',
      created_time: '2026-01-01T00:00:00.000Z',
    },
  ])
  const sorts = [{ property: 'Any', direction: 'ascending' }]
  expect(await ok('PATCH', `views/${id(1)}`, { name: 'New', sorts })).toMatchObject({ name: 'New', sorts })
  expect(await ok('DELETE', `views/${id(1)}`)).toMatchObject({ id: id(1) })
})

test('behavior: the items of a loaded rollup are those that it lists', async () => {
  const { simulator, ok } = await harness()
  const [source, array] = [
    id(8),
    [
      { type: 'number', number: 1 },
      { type: 'number', number: null },
    ],
  ]
  const rollup = { type: 'array', array, function: 'show_original' }
  const config = { relation_property_id: 'rel', rollup_property_id: 'nu:m', function: 'show_original' }
  await simulator.load([
    {
      object: 'data_source',
      id: source,
      parent: { type: 'database_id', database_id: id(9) },
      properties: {
        Name: { id: 'title', type: 'title', title: {} },
        Related: { id: 'rel', type: 'relation', relation: { data_source_id: id(7), single_property: {} } },
        Rolled: { id: 'roll', type: 'rollup', rollup: config },
      },
    },
    aPage(id(1), {
      parent: { type: 'data_source_id', data_source_id: source },
      properties: {
        Related: { id: 'rel', type: 'relation', relation: [{ id: id(2) }, { id: id(3) }] },
        Rolled: { id: 'roll', type: 'rollup', rollup },
      },
    }),
  ])
  expect(await ok('GET', `pages/${id(1)}/properties/roll`)).toMatchObject({
    results: array.map((each) => ({ object: 'property_item', id: 'nu%3Am', ...each })),
    property_item: { rollup: { type: 'array', array: [], function: 'show_original' } },
  })
})

test('behavior: a loaded formula follows a change of its page if it can be evaluated, and else keeps its value', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {
    Points: { number: {} },
    Twice: { formula: { expression: 'prop("Points") * 2' } },
    Other: { formula: { expression: 'style("x", "b")' } },
  })
  const { properties } = await tools.ok('GET', `data_sources/${source}`)
  const idOf = (name: string) => asObject(asObject(properties)[name]).id ?? ''
  const formula = (name: string, result: JsonObject) => ({ id: idOf(name), type: 'formula', formula: result })
  const other = { type: 'string', string: 'bold' }
  await tools.simulator.load([
    aPage(id(1), {
      parent: { type: 'data_source_id', data_source_id: source },
      properties: {
        Points: { id: idOf('Points'), type: 'number', number: 5 },
        Twice: formula('Twice', { type: 'number', number: 10 }),
        Other: formula('Other', other),
      },
    }),
  ])
  const page = await tools.ok('PATCH', `pages/${id(1)}`, { properties: { Points: { number: 7 } } })
  expect(property(page, 'Twice').formula).toEqual({ type: 'number', number: 14 })
  expect(property(page, 'Other').formula).toEqual(other)
})

test('behavior: a bare page that blocks name as the block above them becomes a block', async () => {
  const { simulator, ok } = await harness()
  const parent = { type: 'block_id', block_id: id(1) }
  await simulator.load([
    { object: 'block', id: id(2), parent, type: 'divider', divider: {} },
    { object: 'page', id: id(1), parent: { type: 'workspace', workspace: true }, properties: {} },
  ])
  const { results } = await ok('PATCH', `blocks/${id(1)}/children`, { children: [{ breadcrumb: {} }] })
  expect(asArray(results).map(asObject)).toMatchObject([{ parent, type: 'breadcrumb' }])
  expect(ids(await ok('GET', `blocks/${id(1)}/children`))).toEqual([id(2), asObject(asArray(results)[0]).id])
})
