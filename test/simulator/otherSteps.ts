import { expect } from 'vitest'
import type { Tasks } from './databaseSteps.js'
import { AGENT, all, EMOJI, given, HOME, ok, PERSON, says, text, there, type World } from './world.js'

/** Calls the operations of users, custom emojis and search. */
export const finding = async ({ ctx, notion }: World, { data_source_id, rows }: Tasks): Promise<void> => {
  const bot = await ok(notion.getBotUser(ctx))
  expect(bot).toMatchObject({ object: 'user', type: 'bot', bot: { workspace_name: 'Simulated workspace' } })
  const ada = { id: PERSON, name: 'Ada', person: { email: 'ada@example.com' } }
  expect(await ok(notion.getUser(ctx, { user_id: PERSON }))).toMatchObject(ada)
  expect((await ok(notion.getUsers(ctx, {}))).results).toMatchObject([ada, { id: bot.id, type: 'bot' }])
  expect(await ok(notion.collect(notion.getUsers)(ctx, { page_size: 1 }))).toHaveLength(2)
  expect((await ok(notion.getCustomEmojis(ctx, { name: 'shipit' }))).results).toMatchObject([{ id: EMOJI }])
  expect((await ok(notion.getCustomEmojis(ctx, { name: 'other' }))).results).toEqual([])
  expect((await ok(notion.search(ctx, { query: 'Write' }))).results).toMatchObject([{ object: 'page', id: rows[0] }])
  const filter = { property: 'object', value: 'data_source' } as const
  expect((await ok(notion.search(ctx, { filter }))).results).toMatchObject([{ id: data_source_id }])
  expect((await ok(notion.getAllPages(ctx, { page_size: 2 }))).map(({ id }) => id)).toEqual(
    expect.arrayContaining([HOME, ...rows]),
  )
  expect(await ok(notion.getAllDatabases(ctx))).toMatchObject([{ object: 'data_source', id: data_source_id }])
}

/** Calls the operations of comments. */
export const comments = async ({ ctx, notion }: World, page_id: string): Promise<void> => {
  const begun = await ok(notion.createComment(ctx, { parent: { page_id }, rich_text: text('Hm') }))
  const { id: comment_id } = begun
  const comment = await ok(notion.getComment(ctx, { comment_id }))
  expect(comment).toMatchObject({ object: 'comment', parent: { page_id }, rich_text: says('Hm') })
  const { discussion_id } = comment
  const reply = await ok(notion.createComment(ctx, { discussion_id, markdown: 'So **be** it' }))
  await ok(notion.updateComment(ctx, { comment_id, rich_text: text('Well') }))
  const listed = await ok(notion.getComments(ctx, { block_id: page_id }))
  expect(listed.results).toMatchObject([
    { id: comment_id, rich_text: says('Well') },
    { id: reply.id, rich_text: [{}, { plain_text: 'be', annotations: { bold: true } }, {}] },
  ])
  expect(await ok(notion.deleteComment(ctx, { comment_id: reply.id }))).toMatchObject({ id: reply.id })
  expect(await ok(notion.collect(notion.getComments)(ctx, { block_id: page_id }))).toMatchObject([{ id: comment_id }])
}

/** Calls the operations of file uploads, and of meeting notes from an uploaded recording. */
export const files = async ({ ctx, notion, clock }: World, page_id: string): Promise<void> => {
  const { id: whole } = await ok(notion.createFileUpload(ctx, { filename: 'a.txt', content_type: 'text/plain' }))
  const file = { filename: 'a.txt', data: 'content', content_type: 'text/plain' }
  expect(await ok(notion.sendFileUpload(ctx, { file_upload_id: whole, file }))).toMatchObject({ status: 'uploaded' })
  expect(await ok(notion.getFileUpload(ctx, { file_upload_id: whole }))).toMatchObject({
    status: 'uploaded',
    filename: 'a.txt',
    content_length: 7,
  })
  const { id: file_upload_id } = await ok(
    notion.createFileUpload(ctx, { mode: 'multi_part', filename: 'talk.mp3', number_of_parts: 2 }),
  )
  for (const [part_number, length] of [
    [1, 5_242_880],
    ['2', 7],
  ] as const) {
    const part = { filename: 'talk.mp3', data: new Uint8Array(length), content_type: 'audio/mpeg' }
    expect(await ok(notion.sendFileUpload(ctx, { file_upload_id, part_number, file: part }))).toMatchObject({
      status: 'pending',
      number_of_parts: { total: 2, sent: Number(part_number) },
    })
  }
  expect(await ok(notion.completeFileUpload(ctx, { file_upload_id }))).toMatchObject({ content_length: 5_242_887 })
  const uploaded = await ok(notion.collect(notion.getFileUploads)(ctx, { status: 'uploaded', page_size: 1 }))
  expect(uploaded.map(({ id }) => id).sort()).toEqual([whole, file_upload_id].sort())
  await ok(notion.appendBlockChildren(ctx, { block_id: page_id, children: [{ file: { file_upload: { id: whole } } }] }))
  expect((await ok(notion.getBlockChildren(ctx, { block_id: page_id }))).results.at(-1)).toMatchObject({
    file: { type: 'file', file: { expiry_time: expect.any(String) }, name: 'a.txt' },
  })

  const source = { type: 'file_upload', file_upload_id } as const
  const parent = { type: 'page_id', page_id } as const
  const { id } = await ok(notion.createMeetingNote(ctx, { source, parent, title: 'Weekly' }))
  const noted = async (): Promise<object | undefined> =>
    (await ok(notion.queryMeetingNotes(ctx, { limit: 5 }))).results.find((note) => note.id === id)
  expect(JSON.stringify(await noted())).toContain('transcription_in_progress')
  clock.advance(60_000)
  expect(JSON.stringify(await noted())).toContain('notes_ready')
  expect(JSON.stringify((await ok(notion.getBlockChildren(ctx, { block_id: page_id }))).results.at(-1))).toContain(
    'Weekly',
  )
}

const VIEW_TYPES = [
  'table',
  'board',
  'list',
  'calendar',
  'timeline',
  'gallery',
  'form',
  'chart',
  'map',
  'dashboard',
] as const

const CONFIGURATIONS = [
  { type: 'table', wrap_cells: true, frozen_column_index: 1 },
  { type: 'board', group_by: { type: 'select', property_id: 'Stage', sort: { type: 'manual' } } },
  { type: 'calendar', date_property_id: 'Due', show_weekends: false },
  { type: 'timeline', date_property_id: 'Due' },
  { type: 'chart', chart_type: 'number' },
] as const

/** Calls the operations of views and view queries. */
export const views = async ({ ctx, notion }: World, { database_id, data_source_id, rows }: Tasks): Promise<void> => {
  const made = await ok(notion.createView(ctx, { data_source_id, database_id, name: 'Mine', type: 'list' }))
  const { id: view_id } = made
  const filter = { property: 'Done', checkbox: { equals: true } } as const
  await ok(
    notion.updateView(ctx, { view_id, name: 'Ours', filter, sorts: [{ property: 'Name', direction: 'ascending' }] }),
  )
  expect(await ok(notion.getView(ctx, { view_id }))).toMatchObject({
    name: 'Ours',
    type: 'list',
    data_source_id,
    filter: { checkbox: { equals: true } },
  })
  expect((await ok(notion.collect(notion.getViews)(ctx, { database_id, page_size: 1 }))).map(({ id }) => id)).toContain(
    view_id,
  )
  const query = await ok(notion.createViewQuery(ctx, { view_id }))
  expect(query).toMatchObject({ object: 'view_query', view_id, total_count: 1, results: [{ id: rows[0] }] })
  const stored = { view_id, query_id: query.id }
  expect((await ok(notion.getViewQueryResults(ctx, stored))).results).toMatchObject([{ id: rows[0] }])
  expect(await ok(notion.deleteViewQuery(ctx, stored))).toMatchObject({ id: query.id, deleted: true })
  expect(await notion.getViewQueryResults(ctx, stored)()).toMatchObject({ left: { _tag: 'NotFoundError' } })
  for (const type of VIEW_TYPES) {
    const other = await ok(notion.createView(ctx, { data_source_id, database_id, name: type, type }))
    expect(await ok(notion.getView(ctx, { view_id: other.id }))).toMatchObject({ name: type, type })
  }
  for (const configuration of CONFIGURATIONS) {
    const { type } = configuration
    const other = await ok(notion.createView(ctx, { data_source_id, database_id, name: type, type, configuration }))
    expect(await ok(notion.getView(ctx, { view_id: other.id }))).toMatchObject({ configuration: { type } })
  }
  await ok(notion.deleteView(ctx, { view_id }))
  expect((await ok(notion.getViews(ctx, { database_id }))).results.map(({ id }) => id)).not.toContain(view_id)
}

/** Calls the operations of agents and sessions. */
export const agents = async ({ ctx, notion, simulator }: World): Promise<void> => {
  expect(await ok(notion.getAgent(ctx, { agent_id: AGENT }))).toMatchObject({ object: 'agent', name: 'Helper' })
  await ok(notion.updateAgentCreditLimit(ctx, { agent_id: AGENT, credit_limit: 5 }))
  await ok(notion.updateAgentStatus(ctx, { agent_id: AGENT, status: 'active' }))
  expect((await ok(notion.queryAgents(ctx, {}))).results).toMatchObject([
    { id: AGENT, credit_limit: 5, status: 'active' },
  ])
  simulator.script([{ type: 'tool', name: 'search' }, { type: 'timeout' }, { type: 'message', text: 'Done.' }], AGENT)
  const events = (await all(notion.streamSession(ctx, { message: 'Do it', agent_id: AGENT }))).map(given)
  expect([events[0]?.type, events.at(-1)?.type]).toEqual(['session.snapshot', 'stream.end'])
  // Each event is received once, although the stream was closed in between.
  const committed = events.flatMap((event) => (event.type === 'event.committed' ? [event.event] : []))
  expect(committed).toHaveLength(new Set(committed.map(({ id }) => id)).size)
  expect(JSON.stringify(committed)).toContain('Done.')
  expect(await ok(notion.getAgentInsights(ctx, { agent_id: AGENT }))).toMatchObject({ runs_completed: 1 })

  const { id: session_id } = await ok(notion.updateSession(ctx, { message: 'Again', agent_id: AGENT }))
  expect(await ok(notion.cancelSession(ctx, { session_id }))).toMatchObject({ status: 'canceled' })
  expect(await ok(notion.getSession(ctx, { session_id }))).toMatchObject({ status: 'canceled', message_count: 1 })
  expect((await ok(notion.querySessions(ctx, {}))).results).toHaveLength(2)
  expect(await ok(notion.collect(notion.querySessionEvents)(ctx, { session_id, page_size: 1 }))).toMatchObject([
    { type: 'user.message' },
    { type: 'session.status' },
  ])
  const task = await ok(notion.batchAgents(ctx, { operations: [{ action: 'delete', agent_id: 'notion_ai' }] }))
  expect(await ok(notion.getAsyncTask(ctx, { task_id: task.id }))).toMatchObject({ status: 'running' })
  const done = await ok(notion.getAsyncTask(ctx, { task_id: task.id }))
  expect(done).toMatchObject({ status: 'succeeded', result: { results: [{ status: 'failed' }] } })
  expect(await ok(notion.deleteAgent(ctx, { agent_id: AGENT }))).toMatchObject({ agent_id: AGENT })
  expect(await notion.getAgent(ctx, { agent_id: AGENT })()).toMatchObject({ left: { _tag: 'NotFoundError' } })
}

/** Calls the operations of OAuth tokens. */
export const oauth = async ({ ctx, notion, simulator }: World): Promise<void> => {
  const client = { client_id: 'client', client_secret: 'secret' }
  const code = simulator.authorize()
  const got = await ok(notion.createOAuthToken(ctx, { ...client, grant_type: 'authorization_code', code }))
  const refresh_token = there(got.refresh_token ?? undefined)
  const fresh = await ok(notion.createOAuthToken(ctx, { ...client, grant_type: 'refresh_token', refresh_token }))
  const token = fresh.access_token
  expect(await ok(notion.introspectOAuthToken(ctx, { ...client, token }))).toMatchObject({ active: true })
  await ok(notion.revokeOAuthToken(ctx, { ...client, token }))
  expect(await ok(notion.introspectOAuthToken(ctx, { ...client, token }))).toMatchObject({ active: false })
}
