import fc from 'fast-check'
import type { Either } from 'fp-ts/Either'
import type { Type } from 'io-ts'
import { expect, test } from 'vitest'
import type { DecodeFailure, Mismatch } from '../../../src/core/call/call.js'
import { listOf } from '../../../src/core/objects/list.js'
import { orUnknown } from '../../../src/core/objects/unknownObject.js'
import { User } from '../../../src/core/objects/user.js'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { Agent } from '../../../src/ops/agents/agent.js'
import { Block } from '../../../src/ops/blocks/block.js'
import { Comment } from '../../../src/ops/comments/comment.js'
import { DataSource } from '../../../src/ops/data_sources/dataSource.js'
import { PageOrDataSource } from '../../../src/ops/data_sources/pageOrDataSource.js'
import { MeetingNote } from '../../../src/ops/meeting_notes/meetingNote.js'
import { Page } from '../../../src/ops/pages/page.js'
import { PropertyItem } from '../../../src/ops/pages/propertyItem.js'
import { SessionEvent } from '../../../src/ops/sessions/sessionEvent.js'
import { View } from '../../../src/ops/views/view.js'
import { anAgent, eventSamples } from '../../support/agents.js'
import { aBlock, blockSamples } from '../../support/blocks.js'
import { aComment } from '../../support/comments.js'
import { anyDamage, copyOf, differences } from '../../support/damage.js'
import { aDataSource } from '../../support/dataSources.js'
import { aList, anId, aPage, aText, aUser } from '../../support/fixtures.js'
import { aMeetingNote } from '../../support/meetingNotes.js'
import { aRelationItem } from '../../support/propertyItems.js'
import { aView, configurationSamples } from '../../support/views.js'

/** A codec of any type. */
interface AnyCodec {
  readonly is: (value: unknown) => boolean
  readonly decode: (json: unknown, contained?: Array<Mismatch>) => Either<DecodeFailure, unknown>
}

const any = <A>(codec: Type<A>): AnyCodec => ({ is: codec.is, decode: decodeWith(codec) })

const ABlock = any(Block)
const APage = any(Page)
const ADataSource = any(DataSource)
const Blocks = any(listOf(Block))

/** Decodes a copy of a value, and contains its mismatches. */
const contain = (codec: AnyCodec, value: unknown) => {
  const contained: Array<Mismatch> = []
  const json = copyOf(value)
  return { json, contained, result: codec.decode(json, contained) }
}

const good = (number: number) => aBlock({ id: anId(number), type: 'divider', divider: {} })
const values = (property: object) => aPage({ properties: JSON.parse(JSON.stringify({ Name: property })) })
const date = { start: '2026-01-01', end: null }

test.each<[string, AnyCodec, unknown, string, string]>([
  [
    'a file without its payload',
    ABlock,
    aBlock({ type: 'image', image: { type: 'file', caption: [] } }),
    'image.type',
    'unknown:file',
  ],
  ['a file that is a string', ABlock, aBlock({ type: 'image', image: 'gone' }), 'type', 'unknown:image'],
  ...[null, [], 7, undefined, 'words'].flatMap(
    (payload): Array<[string, AnyCodec, unknown, string, string]> =>
      ['unsupported', 'divider', 'paragraph', 'child_page'].map((type) => [
        `a block of type ${type} that holds ${JSON.stringify(payload)}`,
        ABlock,
        aBlock({ type, [type]: payload }),
        'type',
        `unknown:${type}`,
      ]),
  ),
  [
    'a block without its creator',
    ABlock,
    aBlock({ type: 'divider', divider: {}, created_by: null }),
    'type',
    'unknown:divider',
  ],
  ['a block without its type', ABlock, aBlock({ type: null }), 'type', 'unknown:'],
  [
    'a link without its target',
    ABlock,
    aBlock({ type: 'link_to_page', link_to_page: { type: 'page_id' } }),
    'link_to_page.type',
    'unknown:page_id',
  ],
  [
    'a parent without its id',
    APage,
    aPage({ parent: JSON.parse('{"type":"page_id"}') }),
    'parent.type',
    'unknown:page_id',
  ],
  ['a parent without its type', APage, aPage({ parent: JSON.parse('{"page_id":"a"}') }), 'parent.type', 'unknown:'],
  ['an icon without its emoji', APage, aPage({ icon: JSON.parse('{"type":"emoji"}') }), 'icon.type', 'unknown:emoji'],
  [
    'a cover without its URL',
    APage,
    aPage({ cover: JSON.parse('{"type":"file","file":{}}') }),
    'cover.type',
    'unknown:file',
  ],
  [
    'a button that is null',
    APage,
    values({ id: 'a', type: 'button', button: null }),
    'properties.Name.type',
    'unknown:button',
  ],
  ['a value without its id', APage, values({ type: 'number', number: 1 }), 'properties.Name.type', 'unknown:number'],
  ['a value without its type', APage, values({ id: 'a', number: 1 }), 'properties.Name.type', 'unknown:'],
  [
    'people that contain null',
    APage,
    values({ id: 'a', type: 'people', people: [null] }),
    'properties.Name.type',
    'unknown:people',
  ],
  [
    'a person without its payload',
    APage,
    values({ id: 'a', type: 'people', people: [{ ...aUser(), person: null }] }),
    'properties.Name.people.0.type',
    'unknown:person',
  ],
  [
    'an option without its name',
    APage,
    values({ id: 'a', type: 'select', select: { id: 'b', color: 'red' } }),
    'properties.Name.type',
    'unknown:select',
  ],
  [
    'a formula without its result',
    APage,
    values({ id: 'a', type: 'formula', formula: { type: 'number' } }),
    'properties.Name.formula.type',
    'unknown:number',
  ],
  [
    'a rollup of dates without a start',
    APage,
    values({ id: 'a', type: 'rollup', rollup: { type: 'date', function: 'max', date: { end: null } } }),
    'properties.Name.rollup.type',
    'unknown:date',
  ],
  [
    'an invalid element of a rollup',
    APage,
    values({ id: 'a', type: 'rollup', rollup: { type: 'array', function: 'max', array: [{ type: 'date', date: 7 }] } }),
    'properties.Name.rollup.array.0.type',
    'unknown:date',
  ],
  [
    'a mention without its user',
    APage,
    values({ id: 'a', type: 'title', title: [{ ...aText('a'), type: 'mention', mention: { type: 'user' } }] }),
    'properties.Name.title.0.mention.type',
    'unknown:user',
  ],
  [
    'a rich text object without its payload',
    APage,
    values({ id: 'a', type: 'title', title: [{ ...aText('a'), text: null }] }),
    'properties.Name.title.0.type',
    'unknown:text',
  ],
  [
    'a rich text object without its plain_text',
    APage,
    values({ id: 'a', type: 'title', title: [{ ...aText('a'), plain_text: null }] }),
    'properties.Name.type',
    'unknown:title',
  ],
  [
    'an invalid option of a schema',
    ADataSource,
    aDataSource({ properties: JSON.parse('{"A":{"id":"a","name":"A","type":"select","select":{"options":[{}]}}}') }),
    'properties.A.type',
    'unknown:select',
  ],
  [
    'a view configuration without its payload',
    any(View),
    aView({ configuration: JSON.parse('{"type":"board"}') }),
    'configuration.type',
    'unknown:board',
  ],
  [
    'a model without its id',
    any(Agent),
    anAgent({ model: JSON.parse('{"mode":"pinned"}') }),
    'model.mode',
    'unknown:pinned',
  ],
  [
    'an invalid trigger',
    any(Agent),
    anAgent({ triggers: JSON.parse('[{"type":"schedule","enabled":1}]') }),
    'triggers.0.type',
    'unknown:schedule',
  ],
  [
    'a connection without its payload',
    any(Agent),
    anAgent({ connections: JSON.parse('[{"type":"gmail"}]') }),
    'connections.0.type',
    'unknown:gmail',
  ],
])('behavior: %s is contained in the innermost union', (_name, codec, value, path, mark) => {
  const { json, contained, result } = contain(codec, value)
  expect(result).toEqual({ _tag: 'Right', right: json })
  const before: unknown = JSON.parse(JSON.stringify(value))
  expect(differences(before, json)).toMatchObject([{ path, after: mark }])
  expect(contained.length).toBeGreaterThan(0)
  expect(codec.is(json)).toBe(true)
  expect(codec.decode(before)._tag).toBe('Left')
})

test.each<[string, AnyCodec, unknown]>([
  ['an option without an id', APage, values({ id: 'a', type: 'select', select: { name: 'b', color: 'red' } })],
  [
    'a rollup of dates without a time zone',
    APage,
    values({ id: 'a', type: 'rollup', rollup: { type: 'date', function: 'max', date } }),
  ],
  [
    'an option without an id in a schema',
    ADataSource,
    aDataSource({
      properties: JSON.parse(
        '{"A":{"id":"a","name":"A","type":"select","select":{"options":[{"name":"b","color":"red"}]}}}',
      ),
    }),
  ],
  ['a user without a name', any(User), { object: 'user', id: anId(), type: 'bot', bot: {} }],
])('default: %s, which the API returns, is valid', (_name, codec, value) => {
  expect(contain(codec, value)).toMatchObject({ result: { _tag: 'Right' }, contained: [] })
})

test('behavior: containing reports the mismatches and returns the parsed object itself', () => {
  const broken = aBlock({ type: 'image', image: { type: 'file', caption: [] } })
  const { json, contained, result } = contain(Blocks, aList([good(1), broken, good(2)]))
  expect(result._tag === 'Right' && result.right).toBe(json)
  expect(contained).toEqual([{ path: 'results[1].image.file', expected: 'object', actual: undefined }])
})

test('behavior: a mismatch outside every union fails the whole response', () => {
  const broken = aBlock({ type: 'image', image: { type: 'file', caption: [] } })
  for (const spoilt of [{ has_more: 'no' }, { results: null }, { results: [broken, null] }]) {
    expect(contain(Blocks, { ...aList([broken]), ...spoilt }).result._tag).toBe('Left')
  }
  for (const url of [7, null, undefined]) expect(contain(APage, { ...aPage(), url }).result._tag).toBe('Left')
  for (const other of [null, 7, [], 'words', {}, { type: 'image' }])
    expect(contain(ABlock, other).result._tag).toBe('Left')
})

test('behavior: an element of a list with a mismatch outside every union becomes an unknown object with its id', () => {
  const { json, result } = contain(
    any(listOf(PageOrDataSource)),
    aList([aPage(), { ...aPage({ id: anId(5) }), url: 5 }]),
  )
  expect(result).toEqual({ _tag: 'Right', right: json })
  expect(json).toMatchObject({ results: [aPage(), { object: 'unknown:page', id: anId(5), url: 5 }] })
})

test('behavior: mismatches are contained in nested unions too', () => {
  const broken = aBlock({ type: 'image', image: { type: 'file', caption: [] }, has_children: 'no' })
  expect(contain(ABlock, broken)).toMatchObject({
    result: { right: { type: 'unknown:image', image: { type: 'unknown:file' } } },
    contained: [{ path: 'image.file' }, { path: 'has_children' }],
  })
})

/** Lists of samples, with the required fields of an unknown element. */
const lists: ReadonlyArray<readonly [string, AnyCodec, ReadonlyArray<unknown>, ReadonlyArray<string>]> = [
  ['blocks', Blocks, blockSamples, ['id', 'object']],
  ['pages', any(listOf(PageOrDataSource)), [aPage(), aDataSource()], ['id']],
  ['users', any(listOf(User)), [aUser()], ['id', 'object']],
  ['comments', any(listOf(orUnknown(Comment))), [aComment()], ['id']],
  ['property items', any(listOf(PropertyItem)), [aRelationItem(1)], ['object']],
  ['meeting notes', any(listOf(MeetingNote)), [aMeetingNote()], ['id', 'object']],
]

test.each(lists)('behavior: one damaged element leaves the other %s unchanged', (_name, codec, samples, needed) => {
  fc.assert(
    fc.property(anyDamage(samples), ({ path, damaged }) => {
      const list = aList([samples[0], damaged, samples[0]])
      const { json, result } = contain(codec, list)
      if (result._tag === 'Left') {
        expect(path.length === 0 || needed.includes(`${path}`)).toBe(true)
        return
      }
      expect(result.right).toBe(json)
      expect(codec.is(json)).toBe(true)
      const changes = differences(copyOf(list), json)
      expect(changes.length).toBeLessThan(2)
      for (const change of changes) {
        expect(change.path).toMatch(/^results\.1\./)
        expect(change.after).toMatch(/^unknown:/)
      }
    }),
    { numRuns: 150 },
  )
})

test.each<[string, AnyCodec, ReadonlyArray<unknown>, RegExp]>([
  ['a page', APage, [aPage()], /^(properties\.Name|icon|cover|parent)\./],
  ['a view', any(View), configurationSamples.map((configuration) => aView({ configuration })), /^configuration\./],
  ['an agent', any(Agent), [anAgent()], /^(model|icon|connections\.0|triggers\.0)\./],
  ['a block', ABlock, blockSamples, /^(?!(id|object)$)./],
  ['an event', any(SessionEvent), eventSamples, /^(content\.\d+|status|tool_name|created_by|metadata)\b/],
])('behavior: damage within the unions of %s never fails the whole response', (_name, codec, samples, inside) => {
  fc.assert(
    fc.property(anyDamage(samples), ({ path, damaged }) => {
      const { json, result } = contain(codec, damaged)
      if (inside.test(path.join('.'))) expect(result._tag).toBe('Right')
      if (result._tag === 'Right') expect(codec.is(json)).toBe(true)
    }),
    { numRuns: 150 },
  )
})

test('behavior: containing takes time proportional to the size of the response', () => {
  const broken = aBlock({
    type: 'paragraph',
    paragraph: { color: 'red', rich_text: Array.from({ length: 20 }, () => ({ ...aText('a'), text: null })) },
    created_by: null,
  })
  const timeOf = (count: number): number => {
    const text = JSON.stringify(aList(Array.from({ length: count }, () => broken)))
    const before = process.cpuUsage().user
    expect(Blocks.decode(JSON.parse(text), [])._tag).toBe('Right')
    return process.cpuUsage().user - before
  }
  timeOf(20)
  // The least of three, and forty times for ten times the size, since the machine may be busy; with a quadratic cost it would be a hundred.
  const leastOf = (count: number): number => Math.min(timeOf(count), timeOf(count), timeOf(count))
  expect(leastOf(400)).toBeLessThan(leastOf(40) * 40 + 50_000)
})

test('behavior: decoding does not throw at any depth of nesting', () => {
  const deep = (depth: number, open: string, close: string): unknown =>
    JSON.parse(`${open.repeat(depth)}null${close.repeat(depth)}`)
  const nested = deep(200_000, '{"a":', '}')
  expect(contain(ABlock, good(1)).result._tag).toBe('Right')
  expect(ABlock.decode({ ...good(1), new_field: nested }, [])._tag).toBe('Right')
  expect(ABlock.decode({ ...good(1), divider: nested }, [])._tag).toBe('Right')
  expect(ABlock.decode({ ...good(1), created_time: nested }, [])._tag).toBe('Right')
  const rollup = deep(20_000, '{"type":"rollup","rollup":{"function":"max","type":"array","array":[', ']}}')
  const page = aPage({ properties: JSON.parse('{"A":{"id":"a","type":"rollup"}}') })
  for (const contained of [undefined, []]) {
    const json = { ...page, properties: { A: { id: 'a', ...Object(rollup) } } }
    expect(APage.decode(json, contained)._tag).toBe('Left')
  }
})
