import fc from 'fast-check'
import type { Either } from 'fp-ts/Either'
import type { Type } from 'io-ts'
import { expect, test } from 'vitest'
import type { DecodeFailure } from '../../../src/core/call/call.js'
import { unsafeCast } from '../../../src/core/internal/unsafeCast.js'
import {
  anyObject,
  anything,
  boolean,
  both,
  dict,
  either,
  hinted,
  lazy,
  list,
  literal,
  nullable,
  number,
  string,
  struct,
  tagged,
  type UnknownType,
} from '../../../src/core/schema/combinators.js'
import { decodeWith } from '../../../src/core/schema/decode.js'
import { inBatches } from '../../support/chance.js'

interface Named {
  readonly name: string
  readonly age?: number
}

const Named: Type<Named> = struct<Named>({ name: string }, { age: number })

const Hinted: Type<Named> = hinted(Named, ({ name, age }) => typeof name === 'string' && typeof age === 'number')

interface Nest {
  readonly named: Named
  readonly label: string | null
  readonly count?: number | null
}

const Nest: Type<Nest> = struct<Nest>({ named: Named, label: nullable(string) }, { count: nullable(number) })

type Value =
  | { readonly type: 'number'; readonly number: number | null }
  | { readonly type: 'title'; readonly title: ReadonlyArray<Named> }
  | { readonly type: UnknownType }

const Value: Type<Value> = tagged<Value>({ number: nullable(number), title: list(Named) })

interface Tree {
  readonly children: ReadonlyArray<Tree>
}

const Tree: Type<Tree> = lazy(() => struct<Tree>({ children: list(Tree) }))

const places = <A>(codec: Type<A>, json: unknown) => {
  const result = decodeWith(codec)(json)
  return result._tag === 'Left' ? result.left.map(({ path, expected }) => `${path}: ${expected}`) : 'fits'
}

/** A codec of any type, with both ways to decode. */
interface Checked {
  readonly is: (value: unknown) => boolean
  /** Runs the guard first, and finds the mismatches of an invalid value. */
  readonly quick: (value: unknown) => Either<DecodeFailure, unknown>
  /** Runs without the guard of `decodeWith`. */
  readonly slow: (value: unknown) => Either<unknown, unknown>
}

const checked = <A>(codec: Type<A>): Checked => ({ is: codec.is, quick: decodeWith(codec), slow: codec.decode })

test.each<[string, Checked, ReadonlyArray<unknown>, ReadonlyArray<unknown>]>([
  ['string', checked(string), ['', 'a'], [1, null, undefined, {}]],
  ['number', checked(number), [0, -1.5], ['1', null, undefined]],
  ['boolean', checked(boolean), [true, false], [0, 'true', null]],
  ['anyObject', checked(anyObject), [{}, { a: 1 }], [null, 'a', 1]],
  ['anything', checked(anything), [null, undefined, {}, 1], []],
  ['literal', checked(literal<'a' | 1 | null>('a', 1, null)), ['a', 1, null], ['b', '1', undefined, false]],
  ['nullable', checked(nullable(string)), ['a', null], [1, undefined]],
  ['list', checked(list(string)), [[], ['a', 'b']], [['a', 1], 'a', {}, null]],
  ['dict', checked(dict(number)), [{}, { a: 1 }], [{ a: 'b' }, [], null, 'a']],
  [
    'struct',
    checked(Named),
    [{ name: 'a' }, { name: 'a', age: 1 }, { name: 'a', age: undefined }],
    [{}, { name: 1 }, { name: 'a', age: 'b' }, null],
  ],
  [
    'hinted',
    checked(Hinted),
    [{ name: 'a' }, { name: 'a', age: 1 }, { name: 'a', age: undefined }],
    [{}, { name: 1 }, { name: 'a', age: 'b' }, null, Object.assign([], { name: 'a', age: 1 })],
  ],
  [
    'struct of structs and of values that may be null',
    checked(Nest),
    [
      { named: { name: 'a' }, label: null },
      { named: { name: 'a' }, label: 'b', count: null },
      { named: { name: 'a' }, label: 'b', count: 1 },
    ],
    [
      { named: {}, label: null },
      { named: [], label: null },
      { named: { name: 'a' }, label: 1 },
      { named: { name: 'a' } },
      { named: { name: 'a' }, label: 'b', count: 'c' },
    ],
  ],
  [
    'tagged',
    checked(Value),
    [
      { type: 'number', number: null },
      { type: 'title', title: [] },
    ],
    [{ type: 'number' }, { type: 'title', title: [{}] }, {}, null, 'number'],
  ],
  [
    'both',
    checked(both(Named, Value)),
    [{ name: 'a', type: 'number', number: 1 }],
    [{ name: 'a' }, { type: 'number', number: 1 }],
  ],
  ['either', checked(either(Named, Value)), [{ name: 'a' }, { type: 'number', number: 1 }], [{}, null]],
  ['lazy', checked(Tree), [{ children: [{ children: [] }] }], [{ children: [{}] }, null]],
])('default: %s accepts valid values and rejects others', (_name, codec, fitting, others) => {
  for (const value of fitting) {
    expect(codec.is(value)).toBe(true)
    expect(codec.quick(value)).toEqual({ _tag: 'Right', right: value })
    expect(codec.slow(value)).toEqual({ _tag: 'Right', right: value })
  }
  for (const value of others) {
    expect(codec.is(value)).toBe(false)
    expect(codec.quick(value)._tag).toBe('Left')
  }
})

test('behavior: struct keeps unknown fields', () => {
  const value = { name: 'a', colour: 'red' }
  expect(decodeWith(Named)(value)).toMatchObject({ right: { colour: 'red' } })
})

test('behavior: dict checks no field that an object inherits', () => {
  const inherits: unknown = Object.assign(Object.create({ extend: () => undefined }), { a: 1 })
  expect(dict(number).is(inherits)).toBe(true)
  expect(dict(number).is({ extend: () => undefined, a: 1 })).toBe(false)
})

test('behavior: a guard by hand is asked for objects only, and spares the codec only what it is sure of', () => {
  const asked: Array<unknown> = []
  const isSurely = (value: object): boolean => asked.push(value) > 0 && 'sure' in value
  const Sure = hinted(Named, isSurely)
  expect([{ sure: 1 }, { name: 'a' }, { name: 1 }, null, 'sure', []].map(Sure.is)).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ])
  expect(asked).toEqual([{ sure: 1 }, { name: 'a' }, { name: 1 }])
  expect(places(struct<{ readonly one: Named }>({ one: Sure }), { one: { name: 1 } })).toEqual(['one.name: string'])
})

test('behavior: decoding returns the parsed object itself', () => {
  const value = { type: 'title', title: [{ name: 'a' }] }
  const result = decodeWith(Value)(value)
  expect(result._tag === 'Right' && result.right).toBe(value)
  const explained = Value.decode(value)
  expect(explained._tag === 'Right' && explained.right).toBe(value)
})

test('behavior: tagged accepts an unknown type with any payload', () => {
  for (const type of ['new', 'constructor', '__proto__', 'toString']) {
    expect(decodeWith(Value)({ type, [type]: { raw: true } })._tag).toBe('Right')
  }
})

test('error: decoding reports the path of every mismatch', () => {
  expect(places(list(Named), [{ name: 'a' }, { name: 1 }, { age: 'b' }, null])).toEqual([
    '[1].name: string',
    '[2].name: string',
    '[2].age: number',
    '[3]: object',
  ])
  expect(places(dict(Value), { Done: { type: 'number', number: 'x' }, Name: { type: 'title', title: [{}] } })).toEqual([
    'Done.number: number | null',
    'Name.title[0].name: string',
  ])
  expect(places(Value, {})).toEqual(['type: string'])
  expect(places(Tree, { children: [{ children: [{}] }] })).toEqual(['children[0].children[0].children: Array<object>'])
  expect(places(string, 1)).toEqual([': string'])
  expect(places(both(Named, Value), { type: 'number', number: 'x' })).toEqual(['name: string', 'number: number | null'])
})

test('error: a mismatch contains the actual value', () => {
  expect(decodeWith(Named)({ name: { first: 'a' } })).toMatchObject({ left: [{ actual: { first: 'a' } }] })
})

const codecs: ReadonlyArray<Checked> = [
  checked(string),
  checked(number),
  checked(boolean),
  checked(anyObject),
  checked(anything),
  checked(literal<'a' | 1>('a', 1)),
  checked(nullable(Named)),
  checked(list(Value)),
  checked(dict(Named)),
  checked(Named),
  checked(Hinted),
  checked(Nest),
  checked(Value),
  checked(both(Named, Value)),
  checked(either(Named, Value)),
  checked(Tree),
]

const near = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.anything(),
    fc.record(
      {
        type: fc.constantFrom('number', 'title', 'new', 1),
        number: fc.oneof(fc.integer(), tie('value')),
        title: fc.array(tie('value')),
        name: fc.oneof(fc.string(), tie('value')),
        age: fc.oneof(fc.integer(), tie('value')),
        named: tie('value'),
        label: fc.oneof(fc.constant(null), fc.string(), tie('value')),
        children: fc.array(tie('value')),
      },
      { requiredKeys: [] },
    ),
  ),
})).value

test.each(inBatches(5, 60))(
  'behavior: no input throws, guard and validation agree, and a failure has at least one mismatch, $seed',
  (batch) => {
    fc.assert(
      fc.property(near, fc.constantFrom(...codecs), (value, codec) => {
        const quick = codec.quick(value)
        expect(quick._tag).toBe(codec.is(value) ? 'Right' : 'Left')
        expect(codec.slow(value)._tag).toBe(quick._tag)
        if (quick._tag === 'Left') expect(quick.left.length).toBeGreaterThan(0)
        else expect(Object.is(quick.right, value)).toBe(true)
      }),
      batch,
    )
  },
)

test('error: an unreadable value and one nested too deep are invalid, and do not throw', () => {
  const unreadable = new Proxy(
    {},
    {
      get: () => {
        throw new Error('no')
      },
    },
  )
  // A list that contains only itself has no type.
  const Nested: Type<unknown> = lazy(() => unsafeCast<Type<unknown>>(list(Nested)))
  const deep = JSON.parse('['.repeat(200_000) + ']'.repeat(200_000))
  expect(struct<{ readonly a: string }>({ a: string }).decode(unreadable)._tag).toBe('Left')
  expect(Nested.decode(deep)._tag).toBe('Left')
})
