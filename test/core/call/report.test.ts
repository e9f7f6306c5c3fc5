import { inspect } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { abortError, failure, invalidInputError, type NotionError } from '../../../src/core/call/error.js'
import { toPromise } from '../../../src/core/context/interop.js'
import { anError, anId, aRequest } from '../../support/fixtures.js'

const bytes = (text: string): number => new TextEncoder().encode(text).length

/** All output for an error: console, JSON and string. */
const shownOf = async (error: NotionError): Promise<ReadonlyArray<string>> => {
  const exception: unknown = await toPromise(async () => ({ _tag: 'Left', left: error })).catch((thrown) => thrown)
  return [
    JSON.stringify(error),
    JSON.stringify({ _tag: 'Left', left: error }),
    JSON.stringify(exception),
    inspect(error),
    inspect(error, { depth: null, showHidden: true }),
    inspect({ _tag: 'Left', left: error }),
    inspect(exception),
    inspect(exception, { depth: null }),
  ]
}

const paragraphs = Array.from({ length: 101 }, (_, at) => ({
  paragraph: { rich_text: [{ text: { content: `${at} ${'é"\n'.repeat(633)}` } }] },
}))

const deep = (depth: number): unknown => {
  let value: unknown = 'bottom'
  for (let at = 0; at < depth; at++) value = at % 2 ? [value] : { value }
  return value
}

const long = 'x'.repeat(1_000_000)

const huge: { readonly [name: string]: unknown } = {
  'a body of paragraphs': { children: paragraphs },
  'a text': long,
  'a text of other letters': '漢\u0000😀'.repeat(100_000),
  'a list of numbers': Array.from({ length: 500_000 }, (_, at) => at),
  'a list of lists': Array.from({ length: 5_000 }, () => [[], [], [[]]]),
  'many fields': Object.fromEntries(Array.from({ length: 5_000 }, (_, at) => [`field ${at}`, at])),
  'a long name': { [long]: { [long]: long } },
  'something deep': deep(20_000),
  bytes: new Uint8Array(5_000_000),
}

test.each(Object.entries(huge))(
  'behavior: the output for an error is short, and the error itself is complete: %s',
  async (_name, thing) => {
    const errors = [
      failure(anError('ServerError', { outcome: 'committed', body: thing, committedId: anId(), requestId: anId(2) })),
      failure(
        anError('DecodeError', {
          mismatches: Array.from({ length: 3_000 }, () => ({ path: 'a', expected: 'b', actual: thing })),
          body: thing,
        }),
      ),
      invalidInputError(
        aRequest({ body: thing }),
        Array.from({ length: 3_000 }, () => ({ field: 'children', given: thing, allowed: 'less' })),
      ),
      abortError(aRequest({ body: thing }), AbortSignal.abort(thing), 'unknown'),
      failure(anError('ServerError', { message: '漢"'.repeat(9_000), body: thing })),
      failure(
        anError('RateLimitError', {
          message: `getPage: ${typeof thing === 'string' ? thing : ''}`,
          headers: { server: long },
        }),
      ),
    ]
    for (const error of errors) {
      for (const shown of await shownOf(error)) {
        // A stack has the paths of the machine in it, and each path is told twice by some runners.
        expect(bytes(shown)).toBeLessThan(shown.includes('    at ') ? 5_500 : 4_096)
        expect(shown.split('\n').length).toBeLessThan(45)
        expect(shown).toContain(error._tag)
        if (error.outcome !== 'not-applied') expect(shown.indexOf(error.outcome)).toBeLessThan(1_300)
      }
    }
    const [server, decode, invalid, abort] = errors
    expect(Reflect.get(Object(server), 'body')).toBe(thing)
    expect(decode?._tag === 'DecodeError' && decode.mismatches.at(-1)?.actual).toBe(thing)
    expect(invalid?._tag === 'InvalidInputError' && invalid.issues.at(-1)?.given).toBe(thing)
    expect(invalid?.call.body).toBe(thing)
    expect(abort?._tag === 'AbortError' && abort.reason).toBe(thing)
  },
)

test('default: a console shows the message, then the outcome, then the other fields', () => {
  const error = failure(
    anError('ServerError', {
      message: 'createPage: applied, do not repeat: 503: later',
      outcome: 'committed',
      status: 503,
      committedId: 'id-1',
      body: { message: 'later' },
    }),
  )
  expect(inspect(error).split('\n')).toEqual([
    'ServerError: createPage: applied, do not repeat: 503: later',
    '  outcome: "committed"',
    `  call: {"op":"getPage","kind":"read","method":"GET","path":"pages/${anId()}"}`,
    '  status: 503',
    '  headers: {}',
    '  body: {"message":"later"}',
    '  committedId: "id-1"',
  ])
  expect(inspect({ nested: [error] })).toContain('ServerError: createPage: applied')
})

test('default: a small error is complete as JSON', () => {
  const error = anError('ValidationError', {
    body: { a: [1, null, true, 'é', { b: {} }] },
    childDataSourceIds: [anId()],
  })
  expect(JSON.parse(JSON.stringify(failure(error)))).toEqual(error)
})

test('default: JSON says how much it leaves out', () => {
  const json = JSON.parse(
    JSON.stringify(failure(anError('ServerError', { body: { list: Array(9_999).fill('word'), text: long } }))),
  )
  expect(json.body.list.at(-1)).toMatch(/^9\d\d\d more$/)
  expect(json.body.text).toMatch(/^x+… 99\d\d\d\d more$/)
})

test('behavior: an error can be copied, compared and cloned as a plain object', () => {
  const plain = anError('ServerError', { body: { list: paragraphs } })
  const error = failure(plain)
  expect(error).toEqual(plain)
  expect(error).toStrictEqual(plain)
  expect({ ...error, outcome: 'unknown' }).toStrictEqual({ ...plain, outcome: 'unknown' })
  expect(structuredClone(error)).toStrictEqual(plain)
  expect(Object.keys(error).sort()).toEqual(Object.keys(plain).sort())
  expect(Object.getPrototypeOf(error)).toBe(Object.prototype)
})

test('behavior: the output for an aborted call has the reason and its cause', () => {
  const reason = new DOMException('too slow', 'TimeoutError')
  expect(JSON.stringify(abortError(aRequest(), AbortSignal.abort(reason)))).toContain(
    '"reason":{"name":"TimeoutError","message":"too slow"}',
  )
  const caused = new TypeError('outer', { cause: new Error('inner') })
  expect(inspect(abortError(aRequest(), AbortSignal.abort(caused)))).toContain('"message":"inner"')
})

test('behavior: an error can be shown whatever values it contains', async () => {
  const throwing = () => {
    throw new Error('no')
  }
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  const cycle: { self?: unknown } = {}
  cycle.self = cycle
  const strange = [
    Symbol('sign'),
    10n,
    0n,
    Number.NaN,
    undefined,
    null,
    throwing,
    Object.assign(() => 1, { toString: throwing }),
    proxy,
    new Proxy({}, { get: throwing, ownKeys: throwing, getPrototypeOf: throwing, has: throwing }),
    cycle,
    { toJSON: throwing },
    { toJSON: () => 5n },
    { toJSON: () => cycle },
    {
      get a() {
        return throwing()
      },
    },
    Object.create(null),
    new Date(Number.NaN),
    new Date(0),
    new Map([[1, 2]]),
    new Blob(['a']),
    JSON.parse('{"__proto__":{"a":1}}'),
    Object.defineProperty(new Error('a'), 'name', { get: throwing }),
  ]
  for (const given of strange) {
    for (const shown of await shownOf(
      invalidInputError(aRequest({ body: { given } }), [{ field: 'a', given, allowed: 'b' }]),
    )) {
      expect(shown).toContain('InvalidInputError')
    }
  }
  await fc.assert(
    fc.asyncProperty(
      fc.anything({ withBigInt: true, withNullPrototype: true, withDate: true, withMap: true }),
      async (given) => {
        for (const shown of await shownOf(invalidInputError(aRequest(), [{ field: 'a', given, allowed: 'b' }]))) {
          expect(bytes(shown)).toBeLessThan(5_500)
        }
      },
    ),
    { numRuns: 50 },
  )
})
