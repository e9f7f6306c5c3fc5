import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  abortError,
  callOf,
  invalidInputError,
  matchError,
  type NotionError,
  type NotionErrorTag,
  withOutcome,
} from '../../../src/core/call/error.js'
import { anError, aRequest } from '../../support/fixtures.js'

const tagOf = matchError<NotionErrorTag>({
  AuthenticationError: ({ _tag }) => _tag,
  PermissionError: ({ _tag }) => _tag,
  ValidationError: ({ _tag }) => _tag,
  NotFoundError: ({ _tag }) => _tag,
  ConflictError: ({ _tag }) => _tag,
  RateLimitError: ({ _tag }) => _tag,
  ServerError: ({ _tag }) => _tag,
  UnexpectedResponseError: ({ _tag }) => _tag,
  TimeoutError: ({ _tag }) => _tag,
  NetworkError: ({ _tag }) => _tag,
  AbortError: ({ _tag }) => _tag,
  DecodeError: ({ _tag }) => _tag,
  InvalidInputError: ({ _tag }) => _tag,
})

const tags: ReadonlyArray<NotionErrorTag> = [
  'AuthenticationError',
  'PermissionError',
  'ValidationError',
  'NotFoundError',
  'ConflictError',
  'RateLimitError',
  'ServerError',
  'UnexpectedResponseError',
  'TimeoutError',
  'NetworkError',
  'AbortError',
  'DecodeError',
  'InvalidInputError',
]

test.each(tags)('default: matchError calls the case of the tag: %s', (tag) => {
  expect(tagOf(anError(tag))).toBe(tag)
})

/** Compiles only if every tag has a case, since there is no `default`. */
const sentence = (error: NotionError): string => {
  switch (error._tag) {
    case 'AuthenticationError':
    case 'PermissionError':
    case 'ValidationError':
    case 'NotFoundError':
    case 'ConflictError':
    case 'RateLimitError':
    case 'ServerError':
    case 'UnexpectedResponseError':
    case 'DecodeError':
      return `${error.status}`
    case 'TimeoutError':
    case 'NetworkError':
    case 'AbortError':
      return error.outcome
    case 'InvalidInputError':
      return `${error.issues.length}`
  }
}

test('behavior: a switch over all tags needs no default', () => {
  expect(tags.map((tag) => sentence(anError(tag)))).toEqual([
    ...['401', '403', '400', '404', '409', '429', '502', '418', 'unknown', 'unknown', 'not-applied', '200', '0'],
  ])
})

test('default: the call of an error is plain data', () => {
  const request = aRequest({
    query: { page_size: 1 },
    body: { a: 1 },
    signal: new AbortController().signal,
    key: 'a key',
    writes: () => [],
  })
  expect(callOf(request)).toEqual({
    op: 'getPage',
    kind: 'read',
    method: 'GET',
    path: request.path,
    query: { page_size: 1 },
    body: { a: 1 },
  })
  expect(Object.keys(callOf(aRequest()))).toEqual(['op', 'kind', 'method', 'path'])
})

test('default: the message of an InvalidInputError names the field, what is allowed and what was given', () => {
  const issues = [
    { field: 'page_id', given: 'x', allowed: 'an id' },
    { field: 'children', given: [1, 2, 3, 4], allowed: 'at most 3' },
    { field: 'icon', given: {}, allowed: 'an emoji' },
    { field: 'cover', given: null, allowed: 'a file' },
    { field: 'name', given: 'y'.repeat(100), allowed: 'at most 50 characters' },
  ]
  expect(invalidInputError(aRequest(), issues)).toMatchObject({
    _tag: 'InvalidInputError',
    issues,
    message:
      'getPage: page_id must be an id, not "x"; children must be at most 3, not 4 elements; icon must be an emoji, ' +
      'not an object; cover must be a file, not null; name must be at most 50 characters, not 100 characters',
  })
})

test.each([
  [['not-an-id'], '["not-an-id"]'],
  [[], '[]'],
  [['x'.repeat(80)], '1 element'],
  [['x'.repeat(80), 1], '2 elements'],
  [[1n], '1 element'],
])('params: of the list %s, what may be wrong is shown', (given, shown) => {
  const issues = [{ field: 'ids', given, allowed: 'ids of pages' }]
  expect(invalidInputError(aRequest(), issues).message).toBe(`getPage: ids must be ids of pages, not ${shown}`)
})

test('behavior: a long list of what is allowed hides neither the given value nor the next field', () => {
  const issues = [
    { field: 'filename', given: 'x.exe', allowed: `one of ${'abc, '.repeat(100)}` },
    { field: 'size', given: 0, allowed: '1 or more' },
  ]
  expect(invalidInputError(aRequest(), issues).message).toMatch(
    /^getPage: filename must be one of abc, .* more, not "x.exe"; size must be 1 or more, not 0$/,
  )
})

test('behavior: any invalid value can be described in a message', () => {
  fc.assert(
    fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), (given) => {
      expect(invalidInputError(aRequest(), [{ field: 'a', given, allowed: 'b' }]).message).toMatch(
        /^getPage: a must be/,
      )
    }),
  )
  for (const given of [Symbol('sign'), () => 1, undefined]) {
    expect(invalidInputError(aRequest(), [{ field: 'a', given, allowed: 'b' }]).message).toMatch(/^getPage: a must be/)
  }
})

test('default: an AbortError has the reason and the outcome', () => {
  expect(abortError(aRequest(), AbortSignal.abort('enough'))).toMatchObject({
    _tag: 'AbortError',
    message: 'getPage was aborted',
    reason: 'enough',
    outcome: 'not-applied',
  })
  expect(abortError(aRequest(), AbortSignal.abort(), 'unknown').outcome).toBe('unknown')
})

const given5000 = (given: unknown) =>
  Array.from({ length: 5_000 }, (_, at) => ({ field: `ids[${at}]`, given, allowed: 'an id' }))

test('behavior: the message for thousands of issues is short, and says how many it leaves out', () => {
  const { message, issues } = invalidInputError(aRequest(), given5000('nonsense'))
  expect(message.length).toBeLessThan(1_000)
  expect(message).toBe('getPage: ids[0] must be an id, not "nonsense"; and 4999 more')
  expect(issues).toHaveLength(5_000)
})

test('behavior: a message shows the first issue of each kind, however many others are between them', () => {
  const kinds = Array.from({ length: 3_000 }, (_, at) => ({
    field: `f${at}`,
    given: at,
    allowed: `less than ${at % 3}`,
  }))
  expect(invalidInputError(aRequest(), kinds).message).toBe(
    'getPage: f0 must be less than 0, not 0; f1 must be less than 1, not 1; f2 must be less than 2, not 2; and 2997 more',
  )
  const all = Array.from({ length: 3_000 }, (_, at) => ({ field: `f${at}`, given: at, allowed: `less than ${at}` }))
  expect(invalidInputError(aRequest(), all).message).toMatch(/; and 29\d\d more$/)
})

test('behavior: a message is short even if a field or an allowed value is long', () => {
  const issue = { field: 'f'.repeat(50_000), given: 'x', allowed: 'a'.repeat(50_000) }
  expect(invalidInputError(aRequest({ op: 'o'.repeat(50_000) }), [issue]).message.length).toBeLessThan(1_030)
})

test('behavior: a message describes an unreadable value as (unreadable)', () => {
  const { proxy, revoke } = Proxy.revocable([], {})
  revoke()
  const throwing = () => {
    throw new Error('no')
  }
  for (const given of [proxy, Object.assign(() => 1, { toString: throwing })]) {
    expect(invalidInputError(aRequest(), [{ field: 'a', given, allowed: 'b' }]).message).toBe(
      'getPage: a must be b, not (unreadable)',
    )
  }
})

test('default: withOutcome adds the outcome of earlier attempts to the message', () => {
  const error = anError('NotFoundError', { message: 'getPage: 404: gone' })
  expect(withOutcome(error, 'not-applied')).toBe(error)
  expect(withOutcome(error, 'unknown')).toEqual({
    ...error,
    outcome: 'unknown',
    message: 'getPage: an earlier attempt may have been applied, then: 404: gone',
  })
  expect(withOutcome(error, 'committed').message).toBe('getPage: an earlier attempt was applied, then: 404: gone')
})
