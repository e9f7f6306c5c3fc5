import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import * as P from '../../src/props/index.js'
import { anId, aPage } from '../support/fixtures.js'
import { samples } from './samples/index.js'

const Task = { Name: P.title, Estimate: P.number, Done: P.checkbox, Stage: P.select, Created: P.createdTime }

test('default: builds properties from plain values', () => {
  expect(P.writeProps(Task)({ Name: 'A', Estimate: null, Done: true, Stage: 'Idea' })).toEqual({
    Name: { title: [{ text: { content: 'A' } }] },
    Estimate: { number: null },
    Done: { checkbox: true },
    Stage: { select: { name: 'Idea' } },
  })
})

test('behavior: an absent or undefined property stays unchanged', () => {
  expect(P.writeProps(Task)({ Done: false })).toEqual({ Done: { checkbox: false } })
  expect(Object.keys(P.writeProps(Task)({ Done: undefined, Estimate: 0 }))).toEqual(['Estimate'])
  expect(P.writeProps(Task)({})).toEqual({})
})

test('behavior: a record that was read is written back without read-only properties', () => {
  const page = aPage({
    properties: {
      Name: { id: 'title', type: 'title', title: [] },
      Estimate: { id: 'n', type: 'number', number: 3 },
      Done: { id: 'c', type: 'checkbox', checkbox: true },
      Stage: { id: 's', type: 'select', select: { id: 'x', name: 'Idea', color: 'red' } },
      Created: { id: 't', type: 'created_time', created_time: '2026-01-02T03:04:00.000Z' },
    },
  })
  expect(E.map(P.writeProps(Task))(P.readProps(Task)(page))).toEqual(
    E.right({
      Name: { title: [] },
      Estimate: { number: 3 },
      Done: { checkbox: true },
      Stage: { select: { id: 'x' } },
    }),
  )
})

test('behavior: a property that is not in the schema is not written', () => {
  const values = { Done: true, Extra: 1, toString: () => 'text' }
  expect(P.writeProps(Task)(values)).toEqual({ Done: { checkbox: true } })
})

test('behavior: a property can be named like an inherited JavaScript property', () => {
  const schema = { constructor: P.number }
  expect(P.writeProps(schema)({ constructor: 1 })).toEqual({ constructor: { number: 1 } })
})

test('behavior: arrays and objects that were read can be written back', () => {
  const schema = {
    People: P.people,
    Related: P.relation,
    Tags: P.multiSelect,
    Due: P.date,
    Site: P.url,
    Where: P.place,
  }
  const { people, relation, multi_select, date, url, place } = samples
  const [[People], [Related], [Tags], [, Due], [Site], [Where]] = [
    people.values,
    relation.values,
    multi_select.values,
    date.values,
    url.values,
    place.values,
  ]
  if (!People || !Related || !Tags || !Due || !Site || !Where) throw new Error('a sample is missing')
  const row = P.readProps(schema)({ properties: { People, Related, Tags, Due, Site, Where } })
  expect(E.map(P.writeProps(schema))(row)).toEqual(
    E.right({
      People: {
        people: [
          { object: 'user', id: anId(2) },
          { object: 'user', id: anId(5) },
          { object: 'group', id: anId(6) },
        ],
      },
      Related: { relation: [{ id: anId(7) }, { id: anId(8) }] },
      Tags: { multi_select: [{ id: 'x@Yz' }, { id: 'q' }] },
      Due: { date: { start: '2026-03-11', end: '2026-03-12', time_zone: null } },
      Site: { url: 'https://example.com' },
      Where: { place: Where.place },
    }),
  )
})
