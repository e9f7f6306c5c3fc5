import { expect, test } from 'vitest'
import { nearest } from '../../src/args/nearest.js'

test('default: the name that is near enough', () => {
  expect(nearest('stge', ['Stage', 'Tags'])).toBe('Stage')
  expect(nearest('xyz', ['Stage', 'Tags'])).toBeUndefined()
})
