import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { formula } from '../../src/props/formula.js'
import { PropertyValue } from '../../src/props/propertyValue.js'
import { configPaths } from './cases.js'

test('behavior: a result of an unknown type is unavailable, not empty', () => {
  const value = PropertyValue.decode({ id: 'x', type: 'formula', formula: { type: 'map', map: {} } })
  expect(E.isRight(value) && formula.read(value.right)).toEqual(E.right({ unavailable: 'map' }))
})

test('error: a configuration without an expression names the field', () => {
  expect(configPaths('formula', { expression: null })).toEqual(['formula.expression'])
})
