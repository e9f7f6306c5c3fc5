import { expect, test } from 'vitest'
import { place } from '../../src/props/place.js'
import { writeBack } from './cases.js'
import { placeSample } from './samples/place.js'

test('default: builds a place from its coordinates, and null empties the property', () => {
  expect(place({ lat: 1, lon: 2 })).toEqual({ place: { lat: 1, lon: 2 } })
  expect(place(null)).toEqual({ place: null })
})

test('behavior: a value that was read can be written back', () => {
  for (const value of placeSample.values) {
    expect(writeBack(place, place.read(value))).toEqual({ place: value.place })
  }
})
