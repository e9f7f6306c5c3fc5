/** What Notion may answer, and the simulator does not. */
import { expect, test } from 'vitest'
import { createContext, type Page, type PropertyValue } from '../../../src/index.js'
import { completePage } from '../../../src/jobs/completion/completePage.js'
import { readProps, rollup } from '../../../src/props/index.js'
import { ok } from '../../simulator/world.js'
import { fakeClock } from '../../support/fakes.js'
import { anId, aPage, aText } from '../../support/fixtures.js'

const json = (body: object, status = 200) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })

interface Answer {
  readonly results: ReadonlyArray<object>
  readonly next?: string
  readonly item?: object
}

const list = ({ results, next, item = { type: 'relation', relation: {} } }: Answer) =>
  json({
    object: 'list',
    type: 'property_item',
    results,
    next_cursor: next ?? null,
    has_more: next !== undefined,
    property_item: { id: 'r', next_url: null, ...item },
  })

const related = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => ({
    object: 'property_item',
    id: 'r',
    type: 'relation',
    relation: { id: anId(from + index) },
  }))

const numbers = (...values: ReadonlyArray<number | null>) =>
  values.map((number) => ({ object: 'property_item', id: 'n', type: 'number', number }))

const checks = (...values: ReadonlyArray<boolean>) =>
  values.map((checkbox) => ({ object: 'property_item', id: 'c', type: 'checkbox', checkbox }))

const rolledUp = (result: object) => ({ type: 'rollup', rollup: result })

/** Completes a page whose properties are answered like this, one after the other. */
const complete = async (
  properties: { readonly [name: string]: PropertyValue },
  ...answers: ReadonlyArray<() => Response>
) => {
  const urls: Array<string> = []
  const fetch = async (url: string): Promise<Response> => {
    urls.push(url)
    return (
      answers[urls.length - 1]?.() ??
      json({ object: 'error', status: 500, code: 'internal_server_error', message: 'x' }, 500)
    )
  }
  const ctx = createContext({ auth: 'ntn_test', fetch, clock: fakeClock(), logLevel: 'silent', validate: 'strict' })
  const page: Page = aPage({ properties })
  return { ...(await ok(completePage(ctx, page, { concurrency: 1 }))), urls }
}

const Tasks: PropertyValue = {
  id: '%3AUPp',
  type: 'relation',
  relation: Array.from({ length: 25 }, (_, index) => ({ id: anId(index) })),
  has_more: true,
}

const idsOf = (page: { readonly properties: { readonly [name: string]: PropertyValue } }) =>
  page.properties.Tasks?.type === 'relation' ? page.properties.Tasks.relation.map(({ id }) => id) : []

test('behavior: the id stays URL-encoded once', async () => {
  const { urls, complete: isComplete } = await complete({ Tasks }, () => list({ results: related(0, 30) }))
  expect(urls).toHaveLength(1)
  expect(urls[0]).toMatch(/properties\/%3AUPp$/)
  expect(isComplete).toBe(true)
})

test('behavior: pages that come twice are dropped, and the change is reported', async () => {
  const {
    page,
    changed,
    complete: isComplete,
  } = await complete(
    { Tasks },
    () => list({ results: related(0, 100), next: 'a' }),
    () => list({ results: related(98, 120) }),
  )
  expect(isComplete).toBe(true)
  expect(idsOf(page)).toEqual(Array.from({ length: 120 }, (_, index) => anId(index)))
  expect(changed).toEqual([{ name: 'Tasks', property_id: '%3AUPp', duplicates: 2 }])
})

test('behavior: once a cursor has expired, the list is read from its beginning', async () => {
  const invalid = {
    object: 'error',
    status: 400,
    code: 'validation_error',
    message: 'The start_cursor provided is invalid: a',
  }
  const {
    page,
    requests,
    complete: isComplete,
  } = await complete(
    { Tasks },
    () => list({ results: related(0, 100), next: 'a' }),
    () => json(invalid, 400),
    () => list({ results: related(1, 101), next: 'b' }),
    () => list({ results: related(101, 105) }),
  )
  expect(isComplete).toBe(true)
  expect(requests).toBe(4)
  expect(idsOf(page)).toEqual(Array.from({ length: 104 }, (_, index) => anId(index + 1)))
})

test.each([
  ['the same cursor twice', 'a', { next_cursor: 'a', has_more: true }],
  ['no cursor', 'a', { next_cursor: null, has_more: true }],
])('error: a list with %s is not whole', async (_what, next, more) => {
  const broken = async () => ({ ...JSON.parse(await list({ results: related(0, 1) }).text()), ...more })
  const second = await broken()
  const { page, incomplete } = await complete(
    { Tasks },
    () => list({ results: related(0, 100), next }),
    () => json(second),
  )
  expect(incomplete).toMatchObject([{ name: 'Tasks', reason: 'error', error: { _tag: 'UnexpectedResponseError' } }])
  expect(idsOf(page)).toHaveLength(25)
})

test('error: a list that goes on without elements is given up', async () => {
  const pages = Array.from({ length: 50 }, (_, index) => () => list({ results: [], next: `${index}` }))
  const { incomplete, requests } = await complete({ Tasks }, ...pages)
  expect(incomplete).toMatchObject([{ name: 'Tasks', reason: 'error', error: { _tag: 'UnexpectedResponseError' } }])
  expect(requests).toBe(10)
})

const Sum: PropertyValue = { id: 's', type: 'rollup', rollup: { type: 'number', number: 3, function: 'sum' } }

const sumOf = async (name: string, result: object, results: ReadonlyArray<object>) =>
  complete(
    { Tasks, Sum: { id: 's', type: 'rollup', rollup: { type: 'incomplete', incomplete: {}, function: name } } },
    () => list({ results: related(0, 30) }),
    () => list({ results, item: rolledUp({ ...result, function: name }) }),
  )

test.each([
  ['sum', numbers(1, null, 2), 3],
  ['average', numbers(1, 2), 1.5],
  ['min', numbers(3, 2), 2],
  ['max', numbers(3, 2), 3],
  ['range', numbers(3, 1), 2],
  ['count', numbers(3, null, 1), 3],
  ['checked', checks(true, false, true, true), 3],
  ['unchecked', checks(true, false, true, true), 1],
  ['percent_checked', checks(true, false, true, true), 0.75],
  ['percent_unchecked', checks(true, false, true, true), 0.25],
])(
  'behavior: %s is computed here if Notion returns all values and does not aggregate them',
  async (name, items, expected) => {
    const { page, computed, complete: isComplete } = await sumOf(name, { type: 'incomplete', incomplete: {} }, items)
    expect(isComplete).toBe(true)
    expect(computed).toEqual([{ name: 'Sum', property_id: 's', function: name }])
    expect(readProps({ Sum: rollup })(page)).toEqual({ _tag: 'Right', right: { Sum: expected } })
  },
)

test.each([
  ['sum', numbers()],
  ['sum', related(0, 3)],
  ['count_values', numbers(1)],
  ['checked', checks()],
  ['percent_checked', numbers(1)],
  ['constructor', numbers(1)],
])('error: %s of values that leave it uncertain is not computed', async (name, items) => {
  const { incomplete, page } = await sumOf(name, { type: 'incomplete', incomplete: {} }, items)
  expect(incomplete).toMatchObject([{ name: 'Sum', reason: 'unreadable' }])
  expect(page.properties.Sum).toMatchObject({ has_more: true })
})

test('error: a rollup that Notion cannot compute is final', async () => {
  const { incomplete } = await sumOf('sum', { type: 'unsupported', unsupported: {} }, [])
  expect(incomplete).toMatchObject([{ name: 'Sum', reason: 'unsupported' }])
})

test('behavior: what the page says to be unsupported, and what cannot be retrieved, takes no request', async () => {
  const { incomplete, urls } = await complete(
    {
      Tasks,
      Unique: { id: 'u', type: 'rollup', rollup: { type: 'number', number: 25, function: 'unique' } },
      Deep: { id: 'd', type: 'rollup', rollup: { type: 'unsupported', unsupported: {}, function: 'sum' } },
      Heavy: { id: 'h', type: 'formula', formula: { type: 'unsupported', unsupported: {} } },
    },
    () => list({ results: related(0, 30) }),
  )
  expect(urls).toHaveLength(1)
  expect(incomplete.map(({ name, reason }) => [name, reason])).toEqual([
    ['Unique', 'function'],
    ['Deep', 'unsupported'],
    ['Heavy', 'unsupported'],
  ])
})

test('behavior: the elements of a rollup are whole values, also if each is a single element', async () => {
  const single = { object: 'property_item', id: 't', type: 'title', title: aText('A') }
  const { page } = await complete(
    { Tasks, Sum },
    () => list({ results: related(0, 30) }),
    () => list({ results: [single], item: rolledUp({ type: 'array', array: [], function: 'show_original' }) }),
  )
  expect(page.properties.Sum).toMatchObject({
    rollup: { type: 'array', array: [{ type: 'title', title: [{ plain_text: 'A' }] }] },
  })
})

test('behavior: a count that Notion has not finished is that of a relation that the page has whole', async () => {
  const whole: PropertyValue = { id: 't', type: 'relation', relation: [{ id: anId(1) }], has_more: false }
  const Count: PropertyValue = {
    id: 'c',
    type: 'rollup',
    rollup: { type: 'incomplete', incomplete: {}, function: 'count' },
  }
  const ids = { relation_property_id: 't', relation_property_name: 'Tasks', rollup_property_id: 'title' }
  const config = { ...ids, rollup_property_name: 'Name', function: 'count' }
  const data_source = { properties: { Count: { id: 'c', name: 'Count', type: 'rollup', rollup: config } } } as const
  const ctx = createContext({ auth: 'ntn_test', clock: fakeClock(), logLevel: 'silent' })
  const page = aPage({ properties: { Tasks: whole, Count } })
  expect(await ok(completePage(ctx, page, { data_source }))).toMatchObject({
    complete: true,
    requests: 0,
    page: { properties: { Count: { rollup: { type: 'number', number: 1 }, has_more: false } } },
  })
})

/** The page as it is read again, after a list that has no more than the page shows. */
const readAgain = async (answer: () => Response) => complete({ Tasks }, () => list({ results: related(0, 20) }), answer)

test.each<[string, () => Response, object]>([
  ['whole', () => json(aPage({ properties: { Tasks: { ...Tasks, has_more: false } } })), { complete: true }],
  [
    'still cut',
    () => json(aPage({ properties: { Tasks } })),
    { complete: false, incomplete: [{ reason: 'not_visible' }] },
  ],
  [
    'without the property',
    () => json(aPage({ properties: {} })),
    { complete: false, incomplete: [{ reason: 'not_visible' }] },
  ],
  ['partial', () => json({ object: 'page', id: anId() }), { complete: false, incomplete: [{ reason: 'not_visible' }] }],
  [
    'gone',
    () => json({ object: 'error', status: 404, code: 'object_not_found', message: 'x' }, 404),
    { complete: false, incomplete: [{ reason: 'not_visible' }] },
  ],
])('behavior: a list that seems to hide pages, on a page that is now %s', async (_, answer, expected) => {
  expect(await readAgain(answer)).toMatchObject({ ...expected, requests: 2 })
})

test('behavior: a property that has another type by now is what it is now', async () => {
  const { page, complete: isComplete } = await complete({ Tasks }, () =>
    json({ object: 'property_item', id: ':UPp', type: 'number', number: 3, request_id: anId(9) }),
  )
  expect(isComplete).toBe(true)
  expect(page.properties.Tasks).toEqual({ id: '%3AUPp', type: 'number', number: 3 })
})

test('params: max_requests: it remains unknown whether pages are hidden', async () => {
  const fetch = async () => list({ results: related(0, 20) })
  const ctx = createContext({ auth: 'ntn_test', fetch, clock: fakeClock(), logLevel: 'silent' })
  const completion = await ok(completePage(ctx, aPage({ properties: { Tasks } }), { max_requests: 1 }))
  expect(completion).toMatchObject({ requests: 1, incomplete: [{ name: 'Tasks', reason: 'not_visible' }] })
})

test('error: elements of another type than the list are not taken for its elements', async () => {
  const { incomplete, page } = await complete({ Tasks }, () => list({ results: [...related(0, 30), ...numbers(1)] }))
  expect(incomplete).toMatchObject([{ name: 'Tasks', reason: 'unreadable' }])
  expect(idsOf(page)).toHaveLength(25)
})

test('behavior: exactly 25 people without has_more take one request, and a formula beside them is right', async () => {
  const people = Array.from({ length: 25 }, (_, index) => ({ object: 'user', id: anId(index) }) as const)
  const items = people.map((one) => ({ object: 'property_item', id: 'p', type: 'people', people: one }))
  const {
    complete: isComplete,
    incomplete,
    requests,
  } = await complete(
    {
      Team: { id: 'p', type: 'people', people },
      Size: { id: 'f', type: 'formula', formula: { type: 'number', number: 25 } },
    },
    () => list({ results: items, item: { type: 'people', people: {} } }),
  )
  expect(incomplete).toEqual([])
  expect(isComplete).toBe(true)
  expect(requests).toBe(1)
})
