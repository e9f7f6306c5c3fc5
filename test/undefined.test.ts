/** `undefined` means the same as left out, in every parameter of every operation, builder and option. */
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { getCacheStats } from '../src/core/cache/getCacheStats.js'
import type { NotionRequest } from '../src/core/call/request.js'
import type { TransportOptions } from '../src/core/context/config.js'
import { makeContext } from '../src/core/context/makeContext.js'
import { parseConfig } from '../src/core/context/parseConfig.js'
import { withDefaults } from '../src/core/context/withDefaults.js'
import { fetchFetcher } from '../src/core/transport/fetchFetcher.js'
import { createCommentRequest } from '../src/ops/comments/createComment.js'
import { updateDataSourceRequest } from '../src/ops/data_sources/updateDataSource.js'
import { createDatabaseRequest } from '../src/ops/databases/createDatabase.js'
import { sendFileUploadRequest } from '../src/ops/file_uploads/sendFileUpload.js'
import { createPageRequest } from '../src/ops/pages/createPage.js'
import { getPage } from '../src/ops/pages/getPage.js'
import { streamSessionRequest } from '../src/ops/sessions/streamSession.js'
import { createViewRequest } from '../src/ops/views/createView.js'
import {
  date,
  files,
  multiSelect,
  people,
  place,
  relation,
  richText,
  select,
  verification,
} from '../src/props/index.js'
import { fakeClock } from './support/fakes.js'
import { anId, aPage } from './support/fixtures.js'
import { operations } from './support/operations.js'
import type { Declared } from './support/seen.js'

const rich_text = [{ text: { content: 'words' } }]
const id = anId()

/** Large requests, in addition to the samples of all operations. */
const deep: ReadonlyArray<(change: <P extends object>(params: P) => P) => Declared> = [
  (change) =>
    createPageRequest(
      change({
        parent: { page_id: id },
        icon: { emoji: '🧭' },
        cover: { external: { url: 'https://example.com/a.png' } },
        properties: {
          Name: { title: rich_text },
          Files: { files: [{ name: 'a', external: { url: 'https://example.com' } }, { file_upload: { id } }] },
          Due: { date: { start: '2026-03-11' } },
          Owner: { people: [{ id }] },
          Project: { relation: [{ id }] },
          Stage: { select: { name: 'Doing' } },
        },
        children: [
          { paragraph: { rich_text: [{ mention: { page: { id } } }, { equation: { expression: 'x' } }] } },
          { toggle: { rich_text, children: [{ image: { file_upload: { id } } }] } },
          { link_to_page: { database_id: id } },
          { synced_block: { synced_from: { block_id: id } } },
        ],
      }),
    ),
  // Invalid parameters are rejected either way.
  (change) =>
    createPageRequest(
      change({
        parent: { page_id: 'no id' },
        icon: { custom_emoji: { id: 'no id' } },
        properties: {
          Files: { files: [{ name: 'a', external: { url: `https://example.com/${'a'.repeat(2000)}` } }] },
          Owner: { people: [{ id: 'no id' }] },
          Project: { relation: [{ id: 'no id' }] },
          Tags: { multi_select: [{ name: 'a, b' }] },
          Mail: { email: 'a'.repeat(201) },
        },
        children: [{ link_to_page: { page_id: 'no id' } }, { embed: { url: 'a'.repeat(2001) } }],
      }),
    ),
  (change) => createViewRequest(change({ data_source_id: id, name: 'All', type: 'table' })),
  (change) => createPageRequest(change({ parent: { database_id: id } })),
  (change) => createPageRequest(change({ parent: { data_source_id: id } })),
  (change) => createCommentRequest(change({ parent: { block_id: id }, markdown: 'words' })),
  (change) => createCommentRequest(change({ discussion_id: id, rich_text, attachments: [{ file_upload_id: id }] })),
  (change) =>
    createDatabaseRequest(
      change({
        parent: { page_id: id },
        initial_data_source: {
          properties: { Name: { title: {} }, Blocks: { relation: { data_source_id: id, single_property: {} } } },
        },
      }),
    ),
  (change) =>
    updateDataSourceRequest(change({ data_source_id: id, properties: { Old: null, Stage: { name: 'State' } } })),
  (change) => sendFileUploadRequest(change({ file_upload_id: id, file: { data: 'words' } })),
  (change) => streamSessionRequest(change({ message: 'm', attachments: [{ file_upload: { id } }] })),
  (change) =>
    createViewRequest(
      change({
        data_source_id: id,
        name: 'All',
        type: 'table',
        create_database: { parent: { type: 'page_id', page_id: id }, position: { type: 'after_block', block_id: id } },
      }),
    ),
]

const asItIs = <P>(params: P): P => params

const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The names of all fields in a value, at any depth. */
const namesIn = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value)
    ? value.flatMap(namesIn)
    : isPlain(value)
      ? Object.entries(value).flatMap(([name, one]) => [name, ...namesIn(one)])
      : []

/** A copy with those fields `undefined` that are not there, in every object of it. */
const withUndefined =
  (names: ReadonlyArray<string>) =>
  <P>(params: P): P => {
    const copy = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(copy)
        : isPlain(value)
          ? {
              ...Object.fromEntries(names.map((name) => [name, undefined])),
              ...Object.fromEntries(Object.entries(value).map(([name, one]) => [name, copy(one)])),
            }
          : value
    return Object.assign({}, params, copy(params))
  }

/** What is sent, and what the cache does after it. */
const sent = async ({ op, kind, method, path, query, body, invalid, ...rest }: Declared): Promise<unknown> => {
  const { content, writes }: Partial<NotionRequest<unknown>> = rest
  const given = content?.()
  return JSON.parse(
    JSON.stringify({
      ...{ op, kind, method, path, query, body, invalid },
      tags: writes?.(undefined),
      form: given instanceof FormData ? await new Response(given).text().then(withoutBoundary) : given,
    }),
  )
}

/** A multipart body without what separates its parts, which differs each time. */
const withoutBoundary = (text: string): string => text.replaceAll(/-{4,}\S*/g, '--')

const SAMPLES = [
  ...Object.values(operations)
    .flat()
    .map((operation) => operation.requestsAfter),
  ...deep.map((one) => (change: <P extends object>(params: P) => P) => [one(change)]),
]

/** Every name that a request may have somewhere, as far as the samples have it, and those that only answers have. */
const NAMES: ReadonlyArray<string> = (() => {
  const found = new Set([
    'file',
    'after',
    'children',
    'content',
    'template',
    'archived',
    'expiry_time',
    'time_zone',
    'end',
  ])
  for (const requests of SAMPLES) {
    requests((params) => {
      for (const name of namesIn(params)) found.add(name)
      return params
    })
  }
  return [...found]
})()

test('params: undefined is the same as absent in the parameters of an operation, at any depth', async () => {
  expect(NAMES.length).toBeGreaterThan(50)
  for (const requests of SAMPLES) {
    const plain = await Promise.all(requests(asItIs).map(sent))
    const padded = await Promise.all(requests(withUndefined(NAMES)).map(sent))
    expect(padded).toEqual(plain)
  }
})

test('params: undefined is the same as absent in the options of a context', async () => {
  const clock = fakeClock()
  let asked = 0
  const options: Required<Partial<Record<keyof TransportOptions, unknown>>> = {
    auth: 'ntn_token_of_a_test',
    notionVersion: undefined,
    baseUrl: undefined,
    timeoutMs: undefined,
    validate: undefined,
    logger: undefined,
    logLevel: 'silent',
    fetch: async () => (++asked === 1 ? new Response('', { status: 529 }) : Response.json(aPage())),
    clock,
  }
  const parsed = parseConfig({ ...options, timeout: undefined })
  if (E.isLeft(parsed)) throw new Error(JSON.stringify(parsed.left))
  const ctx = withDefaults({
    retry: { attempts: undefined, budgetMs: undefined, baseDelayMs: undefined, maxDelayMs: undefined, when: undefined },
    rateLimit: { perMinute: undefined, maxPerMinute: undefined, minPerMinute: undefined, clock: undefined },
    cache: { ttlMs: { pages: undefined }, maxEntries: { pages: undefined }, clock: undefined },
  })(makeContext(parsed.right, fetchFetcher))
  // With any clock but that of the context, the limiter would wait for real, and what is cached be out of date at once.
  const before = performance.now()
  expect(E.isRight(await getPage(ctx, { page_id: id, filter_properties: undefined })())).toBe(true)
  expect(E.isRight(await getPage(ctx, { page_id: id })())).toBe(true)
  expect(asked).toBe(2)
  expect(getCacheStats(ctx)).toMatchObject({ hits: 1, misses: 1 })
  expect(performance.now() - before).toBeLessThan(900)
})

test('params: undefined is the same as absent in the parameters of property builders', () => {
  const pad = withUndefined(NAMES)
  expect(date(pad({ start: '2026-03-11' }))).toEqual(date({ start: '2026-03-11' }))
  expect(files([pad({ name: 'a', external: { url: 'https://example.com' } })])).toEqual(
    files([{ name: 'a', external: { url: 'https://example.com' } }]),
  )
  expect(select(pad({ name: 'a' }))).toEqual(select({ name: 'a' }))
  expect(multiSelect([pad({ id: 'a' })])).toEqual(multiSelect([{ id: 'a' }]))
  expect(people([pad({ id })])).toEqual(people([{ id }]))
  expect(relation([pad({ id })])).toEqual(relation([{ id }]))
  expect(place(pad({ lat: 1, lon: 2 }))).toEqual(place({ lat: 1, lon: 2 }))
  expect(richText([pad({ text: { content: 'a' } })])).toEqual(richText([{ text: { content: 'a' } }]))
  expect(verification(pad({ state: 'verified' }))).toEqual(verification({ state: 'verified' }))
})
