import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { isFullPageOrDataSource, PageOrDataSource } from '../../../src/ops/data_sources/pageOrDataSource.js'
import { aDataSource, aPartialDataSource } from '../../support/dataSources.js'
import { anId, aPage } from '../../support/fixtures.js'

const decode = decodeWith(PageOrDataSource)
const partialPage = { object: 'page', id: anId() } as const

test.each([aPage(), partialPage, aDataSource(), aPartialDataSource()])('default: one of four shapes (%#)', (found) => {
  expect(decode(found)).toEqual({ _tag: 'Right', right: found })
})

test('error: an invalid complete page is not accepted as a partial one', () => {
  const page = { ...aPage(), properties: { Done: { id: 'd', type: 'checkbox', checkbox: 'yes' } } }
  expect(decode(page)).toMatchObject({ left: [{ path: 'properties.Done.checkbox' }] })
})

test('error: an invalid data source is reported as one', () => {
  expect(decode({ ...aDataSource(), parent: null })).toMatchObject({ left: [{ path: 'parent' }] })
})

test('behavior: another kind of object is accepted if it has an id', () => {
  const database = { object: 'database', id: anId() }
  expect(decode(database)).toEqual({ _tag: 'Right', right: database })
  expect(decode({ object: 'database' })).toMatchObject({ left: [{ path: 'id' }] })
})

test('behavior: isFullPageOrDataSource distinguishes complete from partial', () => {
  expect([aPage(), aDataSource()].map(isFullPageOrDataSource)).toEqual([true, true])
  expect([partialPage, aPartialDataSource()].map(isFullPageOrDataSource)).toEqual([false, false])
})

test('behavior: never throws, for any input', () => {
  fc.assert(
    fc.property(fc.anything(), fc.constantFrom('page', 'data_source', 'other'), (any, object) => {
      expect(decode(any)._tag === 'Right').toBe(PageOrDataSource.is(any))
      const found = { object, ...Object(any) }
      expect(decode(found)._tag === 'Right').toBe(PageOrDataSource.is(found))
    }),
  )
})
