import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import { type Harness, HOME, harness, PERSON, texts } from '../../support/harness.js'

const anUpload = async ({ ok, simulator }: Harness): Promise<string> => {
  const upload = String((await ok('POST', 'file_uploads', { filename: 'talk.mp3' })).id)
  const form = new FormData()
  form.append('file', new Blob(['sound'], { type: 'audio/mpeg' }), 'talk.mp3')
  await simulator.fetch(`https://api.notion.com/v1/file_uploads/${upload}/send`, {
    method: 'POST',
    headers: { authorization: 'Bearer ntn_test', 'notion-version': '2026-03-11' },
    body: form,
  })
  return upload
}

const aMeeting = (title: string, more: JsonObject = {}, over: JsonObject = {}): JsonObject => ({
  object: 'block',
  id: `dddddddd-0000-4000-8000-0000000000${title.length.toString(16).padStart(2, '0')}`,
  created_time: '2026-04-01T10:00:00.000Z',
  parent: { type: 'page_id', page_id: HOME },
  type: 'meeting_notes',
  meeting_notes: {
    title: [{ type: 'text', text: { content: title, link: null }, plain_text: title }],
    status: 'notes_ready',
    ...more,
  },
  ...over,
})

test('default: a recording becomes a meeting note, step by step', async () => {
  const tools = await harness()
  const file_upload_id = await anUpload(tools)
  const made = await tools.ok('POST', 'blocks/meeting_notes', {
    source: { type: 'file_upload', file_upload_id },
    parent: { type: 'page_id', page_id: HOME },
    title: 'Weekly',
  })
  expect(made).toMatchObject({
    object: 'block',
    type: 'meeting_notes',
    has_children: true,
    meeting_notes: { title: [{ plain_text: 'Weekly' }], status: 'transcription_in_progress' },
  })
  const status = async () => asObject((await tools.ok('GET', `blocks/${String(made.id)}`)).meeting_notes)
  tools.advance(5000)
  expect(await status()).toMatchObject({
    status: 'summary_in_progress',
    children: { transcript_block_id: expect.any(String) },
  })
  tools.advance(5000)
  const { children } = await status()
  expect(await status()).toMatchObject({ status: 'notes_ready' })
  const { summary_block_id: summary } = asObject(children)
  expect(await tools.ok('GET', `blocks/${String(summary)}`)).toMatchObject({ type: 'paragraph' })
  expect(texts(await tools.ok('GET', `blocks/${String(made.id)}/children`))).toEqual(['Summary', 'Notes', 'Transcript'])
  expect(await tools.ok('GET', `file_uploads/${file_upload_id}`)).toMatchObject({ expiry_time: null })
})

test('behavior: a recording on a page is transcribed after it, without a summary on request', async () => {
  const tools = await harness()
  const audio = { audio: { external: { url: 'https://example.com/a.mp3' } } }
  const list = await tools.ok('PATCH', `blocks/${HOME}/children`, { children: [audio, { divider: {} }] })
  const block_id = String(asObject(asArray(list.results)[0]).id)
  const made = await tools.ok('POST', 'blocks/meeting_notes', {
    source: { type: 'block', block_id },
    options: { kickoff_summary: false },
  })
  const listed = asArray((await tools.ok('GET', `blocks/${HOME}/children`)).results).map((each) => asObject(each).type)
  expect(listed).toEqual(['audio', 'meeting_notes', 'divider'])
  tools.advance(10_000)
  const { children } = asObject((await tools.ok('GET', `blocks/${String(made.id)}`)).meeting_notes)
  expect(children).not.toHaveProperty('summary_block_id')
})

test('params: an older version calls it transcription', async () => {
  const tools = await harness({}, '2025-09-03')
  await tools.simulator.load([aMeeting('Old')])
  const { results } = await tools.ok('POST', 'blocks/meeting_notes/query', {})
  expect(results).toMatchObject([{ type: 'transcription', transcription: { status: 'notes_ready' } }])
})

const leaf = (property: string, operator: string, value?: unknown) => ({
  operator: 'and',
  filters: [{ property, filter: { operator, ...(value === undefined ? {} : { value }) } }],
})

const LATE = { created_time: '2026-04-14T09:30:00.000Z' }
const invited = { calendar_event: { start_time: 'x', end_time: 'x', attendees: [PERSON] } }

test.each<readonly [unknown, ReadonlyArray<string>]>([
  [leaf('title', 'string_contains', { type: 'exact', value: 'SYNC' }), ['Long sync', 'Sync']],
  [leaf('title', 'string_is', { type: 'exact', value: 'sync' }), ['Sync']],
  [leaf('title', 'string_does_not_contain', { type: 'exact', value: 'long' }), ['Sync']],
  [
    leaf('created_time', 'date_is_after', { type: 'exact', value: { type: 'date', start_date: '2026-04-02' } }),
    ['Long sync'],
  ],
  [leaf('created_time', 'date_is', { type: 'relative', value: 'yesterday' }), ['Long sync']],
  [leaf('created_time', 'date_is_within', { type: 'relative', value: 'the_past_week' }), ['Long sync']],
  [
    leaf('created_time', 'date_is_within', {
      type: 'relative',
      value: 'custom',
      direction: 'past',
      unit: 'month',
      count: 1,
    }),
    ['Long sync', 'Sync'],
  ],
  [
    leaf('created_time', 'date_is_within', {
      type: 'exact',
      value: { type: 'daterange', start_date: '2026-04-01', end_date: '2026-04-05' },
    }),
    ['Sync'],
  ],
  [leaf('attendees', 'person_contains', [{ type: 'exact', value: { table: 'notion_user', id: PERSON } }]), ['Sync']],
  [leaf('attendees', 'is_empty'), ['Long sync']],
  [
    {
      operator: 'or',
      filters: [leaf('attendees', 'is_empty'), leaf('title', 'string_starts_with', { type: 'exact', value: 'sy' })],
    },
    ['Long sync', 'Sync'],
  ],
])('params: a query with %j', async (filter, titles) => {
  const { ok, simulator } = await harness()
  await simulator.load([aMeeting('Sync', invited), aMeeting('Long sync', {}, LATE)])
  const answer = await ok('POST', 'blocks/meeting_notes/query', { filter })
  expect(Object.keys(answer).sort()).toEqual(['has_more', 'request_id', 'results'])
  const found = asArray(answer.results).map((each) => asArray(asObject(asObject(each).meeting_notes).title))
  expect(found.map(([run]) => asObject(run).plain_text)).toEqual(titles)
})

test('params: sort and limit', async () => {
  const { ok, simulator } = await harness()
  await simulator.load([aMeeting('Sync'), aMeeting('Long sync', {}, LATE)])
  const answer = await ok('POST', 'blocks/meeting_notes/query', {
    sort: [{ property: 'title', direction: 'descending' }],
    limit: 1,
  })
  expect(answer).toMatchObject({ has_more: true, results: [{ meeting_notes: { title: [{ plain_text: 'Sync' }] } }] })
})

test('error: a block that is not a recording, and invalid filters', async () => {
  const { call } = await harness()
  const code = async (path: string, body: unknown) =>
    (await call('POST', `blocks/meeting_notes${path}`, body)).body.code
  expect(await code('', { source: { type: 'block', block_id: HOME } })).toBe('validation_error')
  expect(await code('', { source: { type: 'block', block_id: HOME }, parent: { page_id: HOME } })).toBe(
    'validation_error',
  )
  expect(await code('', { source: { type: 'file_upload', file_upload_id: HOME }, parent: { page_id: HOME } })).toBe(
    'object_not_found',
  )
  expect(await code('/query', { filter: leaf('title', 'date_is', {}) })).toBe('validation_error')
  expect(await code('/query', { filter: leaf('title', 'string_is') })).toBe('validation_error')
  expect(await code('/query', { filter: leaf('status', 'string_is', {}) })).toBe('validation_error')
})

test('behavior: an unknown unit of time is not a range', async () => {
  const { simulator, call } = await harness()
  await simulator.load([aMeeting('Weekly')])
  const value = JSON.parse('{ "type": "relative", "value": "custom", "unit": "__proto__", "count": 1 }')
  const filter = {
    operator: 'and',
    filters: [{ property: 'created_time', filter: { operator: 'date_is_within', value } }],
  }
  const answer = await call('POST', 'blocks/meeting_notes/query', { filter })
  expect(answer).toMatchObject({ status: 200, body: { results: [] } })
})
