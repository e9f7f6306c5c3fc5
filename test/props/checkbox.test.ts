import { expect, test } from 'vitest'
import { checkbox } from '../../src/props/checkbox.js'
import { writeBack } from './cases.js'
import { checkboxSample } from './samples/checkbox.js'

test('default: builds a checkbox', () => {
  expect(checkbox(false)).toEqual({ checkbox: false })
})

test('behavior: a value that was read can be written back', () => {
  for (const value of checkboxSample.values) {
    expect(writeBack(checkbox, checkbox.read(value))).toEqual({ checkbox: value.checkbox })
  }
})
