import { expect, test } from 'vitest'
import { status } from '../../src/props/status.js'
import { configPaths, rejectedFields } from './cases.js'

test('default: builds an option from its name, and null resets the property to its default', () => {
  expect(status('Done')).toEqual({ status: { name: 'Done' } })
  expect(status(null)).toEqual({ status: null })
})

test('params: an option with an id is sent by its id alone', () => {
  expect(status({ id: '1' })).toEqual({ status: { id: '1' } })
})

test('behavior: the id of an option may contain a comma', () => {
  expect(rejectedFields(status({ id: 'a,b' }))).toEqual([])
})

test('error: a configuration with a group without option ids names the field', () => {
  const groups = [{ id: 'g1', name: 'Done', color: 'red' }]
  expect(configPaths('status', { options: [], groups })).toEqual(['status.groups[0].option_ids'])
})
