import { describe, expect, test } from 'vitest'
import { unsafeCast } from '../../../../src/core/internal/unsafeCast.js'
import { type Schema, writableProperties } from '../../../../src/jobs/blocks/copy/copyProperties.js'

/** A value as it is read. */
const value = (type: string, content: unknown) => ({ id: 'id', type, [type]: content })

const schema = (properties: object): Schema => unsafeCast({ properties })

/** What is written of one property, and the reasons for what is lost. */
const written = (type: string, content: unknown) => {
  const target = schema({ P: { id: 'p%3A1', type, status: { options: [{ name: 'Doing' }] } } })
  const why: Array<string> = []
  const { properties } = writableProperties({ P: value(type, content) }, target, target, (_, reason) =>
    why.push(reason),
  )
  return { properties, why }
}

test.each<readonly [string, unknown, unknown]>([
  ['number', 0, 0],
  ['checkbox', true, true],
  ['checkbox', false, false],
  ['url', 'https://example.com', 'https://example.com'],
  ['email', 'a@example.com', 'a@example.com'],
  ['phone_number', '1', '1'],
  ['place', { lat: 1, lon: 2 }, { lat: 1, lon: 2 }],
  ['select', { id: 'x', name: 'A', color: 'red' }, { name: 'A' }],
  ['multi_select', [{ id: 'x', name: 'A', color: 'red' }, null], [{ name: 'A' }]],
  ['status', { id: 'x', name: 'Doing', color: 'red' }, { name: 'Doing' }],
  ['date', { start: '2026-01-02', end: null, time_zone: null }, { start: '2026-01-02' }],
  [
    'date',
    { start: '2026-01-02', end: '2026-01-03', time_zone: 'UTC' },
    { start: '2026-01-02', end: '2026-01-03', time_zone: 'UTC' },
  ],
  [
    'people',
    [
      { object: 'user', id: 'u', name: 'Ada' },
      { object: 'group', id: 'g' },
    ],
    [
      { object: 'user', id: 'u' },
      { object: 'group', id: 'g' },
    ],
  ],
  ['relation', [{ id: 'r' }], [{ id: 'r' }]],
])('default: a value of the type %s is written without what is read only: %j', (type, read, expected) => {
  expect(written(type, read)).toEqual({ properties: { 'p%3A1': { [type]: expected } }, why: [] })
})

test.each<readonly [string, unknown]>([
  ['number', null],
  ['url', null],
  ['select', null],
  ['status', null],
  ['date', null],
  ['multi_select', []],
  ['multi_select', null],
  ['people', []],
  ['relation', []],
  ['rich_text', []],
  ['files', []],
  ['formula', { type: 'number', number: 1 }],
  ['button', {}],
  ['verification', null],
  ['verification', { state: 'unverified', date: null, verified_by: null }],
])('behavior: nothing is written or lost of an empty or computed value: %s %j', (type, read) => {
  expect(written(type, read)).toEqual({ properties: {}, why: [] })
})

describe('behavior: losses', () => {
  test.each<readonly [string, unknown, string]>([
    ['status', { name: 'Done' }, 'the target has no status Done'],
    ['verification', { state: 'verified', date: null, verified_by: null }, 'the copy is not verified'],
    ['of_the_future', 1, 'the API cannot write values of the type of_the_future'],
  ])('%s', (type, read, why) => {
    expect(written(type, read)).toEqual({ properties: {}, why: [why] })
  })

  test.each(['relation', 'people'])('%s: only the first 100 references are written, and the others counted', (type) => {
    const ids = Array.from({ length: 300 }, (_, index) => ({ id: `${index}` }))
    const { properties, why } = written(type, ids)
    expect(properties).toEqual({ 'p%3A1': { [type]: ids.slice(0, 100) } })
    expect(why).toEqual(['a request has at most 100 references; the last 200 are left out'])
  })

  test('values of properties that the target does not have, unless they are what a new page has', () => {
    const lost: Array<string> = []
    const page = {
      A: value('number', 1),
      B: value('checkbox', false),
      C: value('number', null),
      D: value('formula', {}),
    }
    expect(writableProperties(page, undefined, undefined, (what) => lost.push(what)).properties).toEqual({})
    expect(lost).toEqual(['properties.A', 'properties.D'])
  })

  test('relations to another data source, or to one that is not shared with the connection', () => {
    const config = (data_source_id: string) =>
      schema({ R: { id: 'r', type: 'relation', relation: { data_source_id } } })
    const page = { R: value('relation', [{ id: 'x' }]) }
    const lossesOf = (target: Schema, source: Schema) => {
      const why: Array<string> = []
      writableProperties(page, target, source, (_, reason) => why.push(reason))
      return why
    }
    expect(lossesOf(config('a'), config('a'))).toEqual([])
    expect(lossesOf(config('a'), config('b'))).toEqual(['the relation of the target leads to another data source'])
    expect(lossesOf(config('a'), undefined)).toHaveLength(1)
  })
})

test('behavior: properties are told apart by their ids, whatever their names', () => {
  const target: Schema = schema(
    JSON.parse(
      '{"Name":{"id":"title","type":"title"},"title":{"id":"a","type":"rich_text"},"__proto__":{"id":"b","type":"number"}}',
    ),
  )
  const page = JSON.parse(
    '{"Name":{"type":"title","title":[{"type":"text","text":{"content":"A"}}]},"title":{"type":"rich_text","rich_text":[{"type":"text","text":{"content":"B"}}]},"__proto__":{"type":"number","number":1}}',
  )
  const lost: Array<string> = []
  const { properties } = writableProperties(page, target, target, (what) => lost.push(what))
  expect([properties, lost]).toEqual([
    {
      title: { title: [{ type: 'text', text: { content: 'A' } }] },
      a: { rich_text: [{ type: 'text', text: { content: 'B' } }] },
      b: { number: 1 },
    },
    [],
  ])
})

test('behavior: hosted files are listed by their places; external ones are written as they are', () => {
  const external = { name: 'a', type: 'external', external: { url: 'https://example.com/a' } }
  const hosted = { name: 'b', type: 'file', file: { url: 'https://example.com/b', expiry_time: '' } }
  const target = schema({ Docs: { id: 'd', type: 'files' } })
  const page = { Docs: value('files', [external, hosted]) }
  const { properties, files } = writableProperties(page, target, target, () => undefined)
  expect(properties).toEqual({ d: { files: [external, hosted] } })
  expect(files).toEqual([{ key: 'd', name: 'Docs', property_id: 'id', index: 1, file: hosted }])
})
