import { expect, test } from 'vitest'
import { people } from '../../src/props/people.js'
import { anId, aUser } from '../support/fixtures.js'
import { rejectedFields } from './cases.js'

test('default: builds people from their ids, and an empty array empties the property', () => {
  expect(people([anId(2)])).toEqual({ people: [{ id: anId(2) }] })
  expect(people([])).toEqual({ people: [] })
})

test('params: people are ids, users, bots and groups', () => {
  expect(people([anId(5), aUser(), { object: 'group', id: anId(6), name: 'Everyone' }, { id: anId(7) }])).toEqual({
    people: [{ id: anId(5) }, { object: 'user', id: anId(2) }, { object: 'group', id: anId(6) }, { id: anId(7) }],
  })
})

test('error: 101 people are rejected', () => {
  expect(rejectedFields(people(Array.from({ length: 101 }, () => anId())))).toEqual(['people'])
})

test('error: a malformed id is rejected', () => {
  expect(rejectedFields(people(['nobody']))).toEqual(['people[0].id'])
})
