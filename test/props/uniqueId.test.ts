import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { formatUniqueId } from '../../src/props/formatUniqueId.js'
import { aConfig, configPaths, decodeConfig } from './cases.js'

test('default: formatUniqueId formats an id as Notion displays it', () => {
  expect(formatUniqueId({ prefix: 'TASK', number: 12 })).toBe('TASK-12')
  expect(formatUniqueId({ prefix: null, number: 12 })).toBe('12')
  expect(formatUniqueId({ prefix: 'TASK', number: 0 })).toBe('TASK-0')
  expect(formatUniqueId({ prefix: 'TASK', number: null })).toBe('')
})

test.each([{}, { prefix: null }])('behavior: the configuration %j is decoded', (payload) => {
  const config = aConfig('unique_id', payload)
  expect(decodeConfig(config)).toEqual(E.right(config))
})

test('error: a configuration with a prefix that is not a string names the field', () => {
  expect(configPaths('unique_id', { prefix: 1 })).toEqual(['unique_id.prefix'])
})
