/** No reader, builder or formatter throws, for any input. */
import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { isObject } from '../../src/core/internal/json.js'
import { unsafeCast } from '../../src/core/internal/unsafeCast.js'
import * as P from '../../src/props/index.js'

const refuse = (): never => {
  throw new Error('a trap')
}
const hostile: object = new Proxy(
  {},
  { get: refuse, has: refuse, ownKeys: refuse, getOwnPropertyDescriptor: refuse, getPrototypeOf: refuse },
)
const revoked = (): object => {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}
const withGetter = Object.defineProperty({}, 'properties', { get: refuse, enumerable: true })

const odd: ReadonlyArray<unknown> = [
  undefined,
  null,
  0,
  Number.NaN,
  '',
  'text',
  true,
  1n,
  Symbol('odd'),
  () => 1,
  [],
  [null],
  [undefined],
  {},
  hostile,
  revoked(),
  withGetter,
  { properties: null },
  { properties: 'text' },
  { properties: hostile },
  { properties: { Name: null } },
  { properties: { Name: hostile } },
  { properties: { Name: { id: hostile, type: hostile } } },
  { properties: { Name: { type: 'relation', relation: null } } },
  { properties: { Name: { type: 'title', title: [null, hostile] } } },
  { properties: { Name: { id: 'x', type: 'rollup', rollup: null } } },
  { title: null },
  { title: [null] },
  { title: hostile },
  { prefix: Symbol('odd'), number: hostile },
  [{ plain_text: Symbol('odd') }],
  [{ plain_text: hostile }],
  [hostile],
]
const types = Object.values(P).filter((value): value is typeof P.title =>
  isObject(value) || typeof value === 'function' ? 'read' in value && 'type' in value : false,
)
const schema = Object.fromEntries(types.map((prop) => [prop.type, prop]))

/** Runs with all odd values, alone and as a property, and with arbitrary ones. */
const withAnything = (run: (given: never) => unknown) => {
  for (const value of odd) for (const given of [value, { properties: { Name: value } }]) run(unsafeCast<never>(given))
  fc.assert(
    fc.property(fc.anything(), (given) => {
      run(unsafeCast<never>(given))
    }),
  )
}

test('behavior: readProps reports the problems of a value that is not a page', () => {
  expect(types.length).toBeGreaterThan(20)
  withAnything((given) =>
    expect(P.readProps({ Name: P.title, Hours: P.rollup, Late: P.formula })(given)._tag).toMatch(/Left|Right/),
  )
  for (const page of [undefined, null, 'text', hostile, withGetter, { properties: null }, { properties: hostile }]) {
    expect(P.readProps({ Name: P.title })(unsafeCast<never>(page))).toEqual(
      E.left({
        _tag: 'PropsError',
        message: 'Name is missing',
        problems: [{ name: 'Name', problem: 'missing', expected: 'title' }],
      }),
    )
  }
})

test('behavior: a damaged property does not affect another', () => {
  const properties = unsafeCast<never>({
    Odd: hostile,
    Null: null,
    Name: { id: 'title', type: 'title', title: [] },
    Few: { id: 'r', type: 'relation', relation: null },
  })
  expect(P.readProps({ title: P.title })({ properties })).toEqual(E.right({ title: '' }))
  expect(P.formatPageTitle({ properties })).toBe('Untitled')
  expect(P.readProps({ Odd: P.number })({ properties })).toMatchObject({
    left: { problems: [{ problem: 'mismatch' }] },
  })
})

test('behavior: readProps treats an invalid option as the default', () => {
  const page = { properties: { Related: { id: 'r', type: 'relation', relation: [], has_more: true } } } as const
  for (const options of [{ incomplete: 'acept' }, { incomplete: null }, null, 'accept']) {
    expect(E.isLeft(P.readProps({ Related: P.relation }, unsafeCast<never>(options))(page))).toBe(true)
  }
})

test('behavior: incompleteProps returns nothing for a value that is not a page', () => {
  withAnything((given) => expect(Array.isArray(P.incompleteProps(given))).toBe(true))
  expect(P.incompleteProps(unsafeCast<never>(undefined))).toEqual([])
})

test('behavior: formatters return a string for any input', () => {
  for (const format of [P.formatPageTitle, P.formatDatabaseTitle, P.formatUniqueId, P.plainText]) {
    withAnything((given) => expect(typeof format(given)).toBe('string'))
  }
  expect(P.formatPageTitle(unsafeCast<never>(undefined))).toBe('Untitled')
  expect(P.plainText(unsafeCast<never>([null, { plain_text: 'a' }, {}, { plain_text: 'b' }]))).toBe('ab')
})

test('behavior: isUnavailable returns a boolean for any input', () => {
  withAnything((given) => expect(typeof P.isUnavailable(given)).toBe('boolean'))
})

test('behavior: builders pass on an invalid value, so that the request is rejected', () => {
  for (const prop of types) {
    if (typeof prop === 'function') withAnything((given) => expect(Object.keys(prop(given))).toEqual([prop.type]))
  }
  for (const value of [undefined, null, 'text', 5, [null]]) {
    expect(P.relation(unsafeCast<never>(value))).toEqual({ relation: value })
    expect(P.people(unsafeCast<never>(value))).toEqual({ people: value })
  }
})

test('behavior: readers return a value or a mismatch for any input', () => {
  for (const prop of types) withAnything((given) => expect(prop.read(given)._tag).toMatch(/Left|Right/))
})

test('behavior: writeProps builds every property that it can read', () => {
  withAnything((given) => expect(P.writeProps(schema)(given)).toBeTypeOf('object'))
  expect(P.writeProps({ Name: P.title })(unsafeCast<never>(undefined))).toEqual({})
  expect(
    P.writeProps({ Name: P.title, Related: P.relation })(unsafeCast<never>({ Name: 'a', Related: null })),
  ).toMatchObject({
    Name: { title: [{ text: { content: 'a' } }] },
    Related: { relation: null },
  })
})

test('behavior: a schema entry that is not a property type is a mismatch, and is not written', () => {
  for (const value of [undefined, null, 5, {}]) {
    const result = P.readProps({ Name: P.title, Odd: unsafeCast<never>(value) })({
      properties: { Name: { id: 'title', type: 'title', title: [] }, Odd: { id: 'n', type: 'number', number: 1 } },
    })
    expect(result).toMatchObject({ left: { problems: [{ name: 'Odd', problem: 'mismatch' }] } })
    expect(P.writeProps({ Odd: unsafeCast<never>(value) })(unsafeCast<never>({ Odd: 1 }))).toEqual({})
  }
})
