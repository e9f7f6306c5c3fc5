import { expect, test } from 'vitest'
import { asArray, asObject, isObject, type Json, type JsonObject } from '../../../src/domain/values/json.js'
import { aDataSource, aRow, type Harness, harness, property } from '../../support/harness.js'

/** Changes one node in a snapshot. */
const rewrite = ({ simulator }: Harness, id: string, change: (node: JsonObject) => JsonObject): void => {
  const snapshot = simulator.snapshot()
  const workspace = asObject(snapshot.workspace)
  const nodes = asArray(workspace.nodes).map((pair): Json => {
    const [key = null, node = null] = asArray(pair)
    return key === id && isObject(node) ? [key, change(node)] : pair
  })
  simulator.restore({ ...snapshot, workspace: { ...workspace, nodes } })
}

const many = (count: number): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => `cccccccc-0000-4000-8000-${index.toString(16).padStart(12, '0')}`)

test('error: more rows than a database can hold', async () => {
  const tools = await harness()
  const full = await aDataSource(tools, {})
  const other = await aDataSource(tools, {})
  const row = await aRow(tools, other.source, 'moves')
  rewrite(tools, full.source, (node) => ({ ...node, rows: many(250_000) }))
  const refusal = { status: 409, body: { code: 'row_limit_exceeded', message: expect.stringContaining('250000') } }
  const parent = { data_source_id: full.source }
  expect(await tools.call('POST', 'pages', { parent, properties: {} })).toMatchObject(refusal)
  expect(await tools.call('POST', `pages/${String(row.id)}/move`, { parent })).toMatchObject(refusal)
  expect(await tools.ok('GET', `pages/${String(row.id)}`)).toMatchObject({ parent: { data_source_id: other.source } })
})

test('error: a schema that grows too large names its largest property', async () => {
  const tools = await harness()
  const { source } = await aDataSource(tools, {})
  const selects = (from: string, count: number, length: number): JsonObject => {
    const options = Array.from({ length: 100 }, (_, index) => ({ name: String(index).padEnd(length, 'x') }))
    return Object.fromEntries(Array.from({ length: count }, (_, index) => [`${from}${index}`, { select: { options } }]))
  }
  const grow = (properties: JsonObject) => tools.call('PATCH', `data_sources/${source}`, { properties })
  expect((await grow({ ...selects('A', 34, 98), ...selects('Large', 1, 100) })).status).toBe(200)
  expect((await grow(selects('B', 35, 98))).status).toBe(200)
  const answer = await grow(selects('C', 35, 98))
  expect(answer).toMatchObject({ status: 400, body: { code: 'validation_error' } })
  expect(answer.body.message).toContain('largest property is "Large0"')
  expect(Object.keys(asObject((await tools.ok('GET', `data_sources/${source}`)).properties))).toHaveLength(71)
})

test('error: property values that exceed the limit of a page', async () => {
  const tools = await harness()
  const columns = Array.from({ length: 7 }, (_, index) => `Text ${index}`)
  const { source } = await aDataSource(tools, Object.fromEntries(columns.map((name) => [name, { rich_text: {} }])))
  const row = await aRow(tools, source, 'r')
  const rich_text = Array.from({ length: 100 }, () => ({ text: { content: 'x'.repeat(2000) } }))
  const write = (names: ReadonlyArray<string>) =>
    tools.call('PATCH', `pages/${String(row.id)}`, {
      properties: Object.fromEntries(names.map((name) => [name, { rich_text }])),
    })
  for (const name of columns.slice(0, 6)) expect((await write([name])).status).toBe(200)
  // Each is 200,000 characters, and more with the complete fields of every run.
  const sizes = JSON.stringify((await tools.ok('GET', `pages/${String(row.id)}`)).properties).length
  expect(sizes).toBeGreaterThan(2_500_000)
  expect(await write(['Text 6'])).toMatchObject({ status: 400, body: { message: expect.stringContaining('2500000') } })
})

test('error: a relation that exceeds the limit of the other side', async () => {
  const tools = await harness()
  const items = await aDataSource(tools, {})
  const lists = await aDataSource(tools, { Items: { relation: { data_source_id: items.source, dual_property: {} } } })
  const item = await aRow(tools, items.source, 'i')
  const related = { relation: [{ id: String(item.id) }] }
  const list = await aRow(tools, lists.source, 'l', { Items: related })
  const back = Object.entries(asObject(item.properties)).find(([name]) => name !== 'Name')
  const backId = decodeURIComponent(String(asObject(back?.[1]).id))
  rewrite(tools, String(item.id), (node) => ({
    ...node,
    values: asArray(node.values).map(
      (pair): Json => (asArray(pair)[0] === backId ? [backId, [...many(9999), String(list.id)]] : pair),
    ),
  }))
  const again = await tools.call('PATCH', `pages/${String(list.id)}`, { properties: { Items: related } })
  expect(again.status).toBe(200)
  const create = { parent: { data_source_id: lists.source }, properties: { Items: related } }
  const answer = await tools.call('POST', 'pages', create)
  expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining('10000') } })
  const bare = { relation: [{ id: String(item.id).replaceAll('-', '') }] }
  expect((await tools.call('POST', 'pages', { ...create, properties: { Items: bare } })).status).toBe(400)
})

test('behavior: a page contains rollups and formulas of 25 references, filters and the item endpoint use all', async () => {
  const tools = await harness()
  const items = await aDataSource(tools, { Price: { number: {} } })
  const lists = await aDataSource(tools, {
    Items: { relation: { data_source_id: items.source, single_property: {} } },
    Total: { rollup: { relation_property_name: 'Items', rollup_property_name: 'Price', function: 'sum' } },
    Count: { formula: { expression: 'prop("Items").length()' } },
  })
  const relation: Array<JsonObject> = []
  for (let n = 0; n < 30; n += 1)
    relation.push({ id: String((await aRow(tools, items.source, `${n}`, { Price: { number: 1 } })).id) })
  const row = await aRow(tools, lists.source, 'l', { Items: { relation } })
  expect(property(row, 'Total')).toMatchObject({ rollup: { number: 25 } })
  expect(property(row, 'Count')).toMatchObject({ formula: { number: 25 } })
  const total = String(property(row, 'Total').id)
  const item = await tools.ok('GET', `pages/${String(row.id)}/properties/${total}`)
  expect(item).toMatchObject({ property_item: { rollup: { number: 30 } } })
  const filter = { property: 'Total', rollup: { number: { equals: 30 } } }
  expect((await tools.ok('POST', `data_sources/${lists.source}/query`, { filter })).results).toHaveLength(1)
})
