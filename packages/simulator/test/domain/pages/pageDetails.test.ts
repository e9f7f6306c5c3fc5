import { expect, test } from 'vitest'
import { asArray, asObject, type Json, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aRow, harness, PERSON, property } from '../../support/harness.js'

test('behavior: creating a child page edits its parent', async () => {
  const { ok, home, advance } = await harness()
  const parent = await ok('POST', 'pages', { parent: { page_id: home }, properties: {} })
  advance(60_000)
  const child = await ok('POST', 'pages', { parent: { page_id: parent.id ?? '' }, properties: {} })
  const after = await ok('GET', `pages/${String(parent.id)}`)
  expect(after).toMatchObject({ last_edited_time: child.created_time, last_edited_by: child.created_by })
  expect(after.created_time).toBe(parent.created_time)
})

test('behavior: creating a row does not edit its data source', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  const before = await tools.ok('GET', `data_sources/${source}`)
  tools.advance(60_000)
  await aRow(tools, source, 'r')
  expect(await tools.ok('GET', `data_sources/${source}`)).toMatchObject({ last_edited_time: before.last_edited_time })
})

const address = (name: string): JsonObject => ({ external: { url: `https://www.notion.so/icons/${name}` } })

test.each<[string, Json]>([
  ['rocket_green.svg', { type: 'icon', icon: { name: 'rocket', color: 'green' } }],
  ['flag-pin_lightgray.svg', { type: 'icon', icon: { name: 'flag-pin', color: 'lightgray' } }],
  ['rocket_plaid.svg', { type: 'external', ...address('rocket_plaid.svg') }],
  ['rocket.svg', { type: 'external', ...address('rocket.svg') }],
])('behavior: the address of a built-in icon becomes that icon: %s', async (name, icon) => {
  const { ok, home } = await harness()
  expect((await ok('POST', 'pages', { parent: { page_id: home }, icon: address(name) })).icon).toEqual(icon)
  expect((await ok('PATCH', `pages/${home}`, { icon: { type: 'external', ...address(name) } })).icon).toEqual(icon)
})

test('behavior: a response contains all mentions of a title, and the address of the page none', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, { Text: { rich_text: {} } })
  const runs = Array.from({ length: 50 }, () => [{ mention: { user: { id: PERSON } } }, { text: { content: ' & ' } }])
  const Text = { rich_text: runs.flat() }
  const row = await tools.ok('POST', 'pages', {
    parent: { data_source_id: source },
    properties: { Name: { title: [{ text: { content: 'Crew: ' } }, ...runs.flat().slice(0, 99)] }, Text },
  })
  expect(asArray(property(row, 'Text').rich_text)).toHaveLength(100)
  expect(asArray(property(row, 'Name').title)).toHaveLength(100)
  expect(asObject(asArray(property(row, 'Name').title)[1]).plain_text).toBe('@Ada')
  expect(row.url).toBe(`https://app.notion.com/p/Crew-${String(row.id).replaceAll('-', '')}`)
})

test.each([
  ['https://shop.example', 'https://shop.example/'],
  ['http://shop.example:8080', 'http://shop.example:8080/'],
  ['https://shop.example/', 'https://shop.example/'],
  ['https://shop.example/tea', 'https://shop.example/tea'],
  ['https://shop.example?q=tea', 'https://shop.example?q=tea'],
  ['mailto:tea@shop.example', 'mailto:tea@shop.example'],
])('behavior: the address of a link that is only a host ends with a slash: %s', async (url, shown) => {
  const { ok, home } = await harness()
  const title = [{ text: { content: 'Tea', link: { url } } }]
  const page = await ok('POST', 'pages', { parent: { page_id: home }, properties: { title } })
  const answer = asArray(property(page, 'title').title)
  expect(answer).toMatchObject([{ text: { content: 'Tea', link: { url: shown } }, href: shown }])
})

test.each([
  ['Tea & cake: the (whole) story', 'Tea-cake-the-whole-story-'],
  ['Thé à la crème', 'Th-la-cr-me-'],
  ['snake_case 2', 'snake_case-2-'],
  ['お茶', ''],
])('behavior: the address of a page contains the English letters of its title: %s', async (title, words) => {
  const { ok, home } = await harness()
  const properties = { title: [{ text: { content: title } }] }
  const page = await ok('POST', 'pages', { parent: { page_id: home }, properties })
  expect(page.url).toBe(`https://app.notion.com/p/${words}${String(page.id).replaceAll('-', '')}`)
})

test('behavior: pages, databases, views and mentions of them have addresses of Notion', async () => {
  const tools = await harness()
  const { database, source } = await aDataSource(tools, {})
  const place = `https://app.notion.com/p/${database.replaceAll('-', '')}`
  const view = await tools.ok('POST', 'views', {
    data_source_id: source,
    name: 'V',
    type: 'table',
    database_id: database,
  })
  expect(view.url).toBe(`${place}?v=${String(view.id).replaceAll('-', '')}`)
  expect((await tools.ok('GET', `databases/${database}`)).url).toBe(place)
  expect((await tools.ok('GET', `data_sources/${source}`)).url).toBe(place)
  const title = [{ mention: { database: { id: database } } }]
  const page = await tools.ok('POST', 'pages', { parent: { page_id: tools.home }, properties: { title } })
  expect(asArray(property(page, 'title').title)).toMatchObject([{ href: place }])
})
