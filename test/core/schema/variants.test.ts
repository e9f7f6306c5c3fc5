import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { number, string, struct, type UnknownType } from '../../../src/core/schema/combinators.js'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { variants } from '../../../src/core/schema/variants.js'

type Shape =
  | { readonly kind: 'circle'; readonly radius: number }
  | { readonly kind: 'square' | 'cube'; readonly side: number; readonly name?: string }
  | { readonly kind: UnknownType }

const box = struct<{ readonly side: number; readonly name?: string }>({ side: number }, { name: string })
const Shape = variants<Shape, 'kind'>('kind', {
  circle: struct<{ readonly radius: number }>({ radius: number }),
  square: box,
  cube: box,
})
const decode = decodeWith(Shape)

test('default: a value of each known member is valid', () => {
  for (const shape of [
    { kind: 'circle', radius: 1 },
    { kind: 'square', side: 2 },
    { kind: 'cube', side: 2, name: 'c' },
  ]) {
    const result = decode(shape)
    expect(E.isRight(result) && result.right).toBe(shape)
  }
})

test('behavior: an unknown tag is accepted with any other fields', () => {
  expect(decode({ kind: 'blob', radius: 'wide' })).toEqual(E.right({ kind: 'blob', radius: 'wide' }))
  for (const kind of ['constructor', '__proto__', 'toString']) expect(Shape.is({ kind })).toBe(true)
})

test('error: an invalid field, and an invalid or missing tag, are reported by their paths', () => {
  expect(decode({ kind: 'circle', radius: 'wide' })).toEqual(
    E.left([{ path: 'radius', expected: 'number', actual: 'wide' }]),
  )
  expect(decode({ kind: 'circle', side: 1 })).toMatchObject({ left: [{ path: 'radius' }] })
  expect(decode({ kind: 7 })).toEqual(E.left([{ path: 'kind', expected: 'string', actual: 7 }]))
  expect(decode({})).toMatchObject({ left: [{ path: 'kind', expected: 'string' }] })
  for (const other of [null, undefined, 'circle', 7]) expect(decode(other)).toMatchObject({ left: [{ path: '' }] })
})

test('behavior: no input throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.record({ kind: fc.anything(), side: fc.anything() })), (value) => {
      expect(decode(value)._tag === 'Right').toBe(Shape.is(value))
    }),
  )
})
