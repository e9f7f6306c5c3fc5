/** A session in which every method of the official client is called once, with the types of that client. */
import type { Client } from '@notionhq/client'
import { expect } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../src/domain/values/json.js'
import { aPage, type Harness, HOME, PERSON } from './harness.js'

const TEMPLATE = '22222222-2222-4222-8222-222222222222'
const AGENT = '33333333-0000-4000-8000-000000000003'
const EMOJI = '44444444-0000-4000-8000-000000000004'
const CLIENT = { client_id: 'client', client_secret: 'secret' }

/** The names of all the methods of a client: `pages.create`. */
export const methodsOf = (value: object, path = ''): ReadonlyArray<string> =>
  Object.entries(value).flatMap(([key, each]: [string, unknown]) =>
    typeof each === 'function'
      ? [path + key]
      : typeof each === 'object' && each !== null
        ? methodsOf(each, `${path}${key}.`)
        : [],
  )

/** The same object, which records the names of the methods that are used. */
const noting = <A extends object>(target: A, taken: Set<string>, path = ''): A =>
  new Proxy(target, {
    get: (from, key) => {
      const value: unknown = Reflect.get(from, key)
      if (typeof value === 'function') taken.add(path + String(key))
      return typeof value === 'object' && value !== null ? noting(value, taken, `${path}${String(key)}.`) : value
    },
  })

const text = (content: string) => [{ text: { content } }]

const bytes = (length: number): Blob => new Blob([new Uint8Array(length)], { type: 'application/zip' })

/** The fields of a response that the scenario checks. */
const seen = (answer: unknown): JsonObject => asObject(JSON.parse(JSON.stringify(answer)))
const first = (answer: unknown): JsonObject => asObject(asArray(seen(answer).results)[0])

/** The environment of the session. */
export interface Place extends Pick<Harness, 'simulator' | 'advance'> {
  /** A client with another token. */
  readonly clientOf: (token: string) => Client
}

/** Calls every method, checks the responses, and returns the names of the methods. */
export const everyMethod = async (
  client: Client,
  { simulator, advance, clientOf }: Place,
): Promise<ReadonlySet<string>> => {
  const taken = new Set<string>()
  const notion = noting(client, taken)
  await simulator.load([
    { object: 'agent', id: AGENT, name: 'Helper', agent_type: 'custom_agent' },
    { id: EMOJI, name: 'shipit', url: 'https://example.com/shipit.png' },
  ])

  // Users
  expect(await notion.users.me({})).toMatchObject({ object: 'user', type: 'bot' })
  expect((await notion.users.list({})).results).toHaveLength(2)
  expect(await notion.users.retrieve({ user_id: PERSON })).toMatchObject({ name: 'Ada' })
  expect((await notion.customEmojis.list({ name: 'shipit' })).results).toMatchObject([{ id: EMOJI }])

  // Databases and data sources
  const database = seen(
    await notion.databases.create({
      parent: { type: 'page_id', page_id: HOME },
      title: text('Tasks'),
      initial_data_source: { properties: { Name: { title: {} }, Points: { number: {} } } },
    }),
  )
  const database_id = String(database.id)
  const data_source_id = String(asObject(asArray(database.data_sources)[0]).id)
  expect(await notion.databases.retrieve({ database_id })).toMatchObject({ data_sources: [{ name: 'Tasks' }] })
  expect(await notion.databases.update({ database_id, description: text('All') })).toMatchObject({
    description: [{ plain_text: 'All' }],
  })
  const second = seen(
    await notion.dataSources.create({
      parent: { type: 'database_id', database_id },
      properties: { Title: { title: {} } },
    }),
  )
  expect(seen(await notion.databases.retrieve({ database_id })).data_sources).toHaveLength(2)
  expect(await notion.dataSources.retrieve({ data_source_id: String(second.id) })).toMatchObject({
    parent: { database_id },
    properties: { Title: { id: 'title' } },
  })
  expect(await notion.dataSources.update({ data_source_id, properties: { Due: { date: {} } } })).toMatchObject({
    properties: { Due: { type: 'date' } },
  })
  await simulator.load([
    aPage(TEMPLATE, { parent: { type: 'data_source_id', data_source_id }, is_default_template: true }),
  ])
  expect((await notion.dataSources.listTemplates({ data_source_id })).templates).toMatchObject([
    { id: TEMPLATE, is_default: true },
  ])

  // Pages
  const row = async (name: string, points: number): Promise<string> =>
    (
      await notion.pages.create({
        parent: { data_source_id },
        properties: { Name: { title: text(name) }, Points: { number: points } },
      })
    ).id
  const [one, two] = [await row('One', 1), await row('Two', 2)]
  expect(
    (
      await notion.dataSources.query({
        data_source_id,
        filter: { property: 'Points', number: { greater_than: 1 } },
      })
    ).results,
  ).toMatchObject([{ id: two }])
  expect(await notion.pages.retrieve({ page_id: one })).toMatchObject({ properties: { Points: { number: 1 } } })
  expect(
    await notion.pages.update({ page_id: one, icon: { type: 'custom_emoji', custom_emoji: { id: EMOJI } } }),
  ).toMatchObject({ icon: { custom_emoji: { name: 'shipit' } } })
  expect(await notion.pages.properties.retrieve({ page_id: one, property_id: 'title' })).toMatchObject({
    object: 'list',
    results: [{ title: { plain_text: 'One' } }],
  })
  expect(
    await notion.pages.updateMarkdown({
      page_id: one,
      type: 'insert_content',
      insert_content: { content: '## Why\nBecause' },
    }),
  ).toMatchObject({ object: 'page_markdown', markdown: '## Why\nBecause', truncated: false })
  expect(await notion.pages.retrieveMarkdown({ page_id: one })).toMatchObject({ markdown: '## Why\nBecause' })
  expect((await notion.search({ query: 'Two' })).results).toMatchObject([{ id: two }])
  expect(await notion.pages.move({ page_id: two, parent: { type: 'page_id', page_id: HOME } })).toMatchObject({
    parent: { page_id: HOME },
  })

  // Blocks
  const appended = await notion.blocks.children.append({
    block_id: two,
    children: [{ to_do: { rich_text: text('Step'), checked: false } }],
    position: { type: 'start' },
  })
  const block_id = String(first(appended).id)
  expect((await notion.blocks.children.list({ block_id: two })).results).toMatchObject([
    { id: block_id, type: 'to_do' },
  ])
  expect(await notion.blocks.update({ block_id, to_do: { checked: true } })).toMatchObject({
    to_do: { checked: true },
  })
  expect(await notion.blocks.retrieve({ block_id })).toMatchObject({ to_do: { checked: true }, in_trash: false })
  expect(await notion.blocks.delete({ block_id })).toMatchObject({ in_trash: true })

  // Comments
  const comment = await notion.comments.create({ parent: { page_id: one }, rich_text: text('Hm') })
  const comment_id = comment.id
  expect(await notion.comments.update({ comment_id, rich_text: text('Yes') })).toMatchObject({
    rich_text: [{ plain_text: 'Yes' }],
  })
  expect((await notion.comments.list({ block_id: one })).results).toMatchObject([{ id: comment_id }])
  expect(await notion.comments.retrieve({ comment_id })).toMatchObject({
    object: 'comment',
    parent: { page_id: one },
  })
  expect(await notion.comments.delete({ comment_id })).toMatchObject({ id: comment_id })
  expect((await notion.comments.list({ block_id: one })).results).toEqual([])

  // Files
  const parts = await notion.fileUploads.create({ mode: 'multi_part', filename: 'big.zip', number_of_parts: 2 })
  const file_upload_id = parts.id
  for (const [part_number, length] of [
    ['1', 5_242_880],
    ['2', 7],
  ] as const)
    expect(
      await notion.fileUploads.send({
        file_upload_id,
        part_number,
        file: { filename: 'big.zip', data: bytes(length) },
      }),
    ).toMatchObject({ status: 'pending', number_of_parts: { total: 2, sent: Number(part_number) } })
  expect(await notion.fileUploads.complete({ file_upload_id })).toMatchObject({
    status: 'uploaded',
    content_length: 5_242_887,
  })
  expect(await notion.fileUploads.retrieve({ file_upload_id })).toMatchObject({ status: 'uploaded' })
  expect((await notion.fileUploads.list({ status: 'uploaded' })).results).toMatchObject([{ id: file_upload_id }])

  // Views
  const view_id = (await notion.views.create({ data_source_id, database_id, name: 'Mine', type: 'list' })).id
  expect((await notion.views.list({ database_id })).results).toHaveLength(3)
  expect(await notion.views.update({ view_id, name: 'Ours' })).toMatchObject({ name: 'Ours' })
  expect(await notion.views.retrieve({ view_id })).toMatchObject({ name: 'Ours', type: 'list' })
  const query = await notion.views.queries.create({ view_id })
  expect(query).toMatchObject({ object: 'view_query', view_id, total_count: 1, results: [{ id: one }] })
  expect((await notion.views.queries.results({ view_id, query_id: query.id })).results).toMatchObject([{ id: one }])
  expect(await notion.views.queries.delete({ view_id, query_id: query.id })).toMatchObject({ deleted: true })
  expect(await notion.views.delete({ view_id })).toMatchObject({ object: 'view', id: view_id })

  // Meeting notes
  const meeting = await notion.blocks.meetingNotes.create({
    source: { type: 'file_upload', file_upload_id },
    parent: { type: 'page_id', page_id: one },
    title: 'Weekly',
  })
  expect(meeting).toMatchObject({ meeting_notes: { status: 'transcription_in_progress' } })
  advance(60_000)
  expect(await notion.blocks.meetingNotes.query({ limit: 5 })).toMatchObject({
    has_more: false,
    results: [{ id: meeting.id, meeting_notes: { status: 'notes_ready' } }],
  })

  // Agents and sessions
  expect(await notion.agents.retrieve({ agent_id: AGENT })).toMatchObject({ object: 'agent', name: 'Helper' })
  expect((await notion.agents.query({})).results).toMatchObject([{ id: AGENT }])
  expect(await notion.agents.updateCreditLimit({ agent_id: AGENT, credit_limit: 5 })).toMatchObject({
    credit_limit: 5,
  })
  expect(await notion.agents.updateStatus({ agent_id: AGENT, status: 'active' })).toMatchObject({ status: 'active' })
  simulator.script(
    [
      { type: 'tool', name: 'search' },
      { type: 'message', text: 'Done.' },
    ],
    AGENT,
  )
  const kinds: Array<string> = []
  for await (const event of notion.sessions.stream({ message: 'Do it', agent_id: AGENT })) kinds.push(event.type)
  expect(kinds.filter((kind) => kind === 'event.committed')).toHaveLength(5)
  expect([kinds[0], kinds.at(-1)]).toEqual(['session.snapshot', 'stream.end'])
  expect(await notion.agents.retrieveInsights({ agent_id: AGENT })).toMatchObject({ runs_completed: 1 })
  const session_id = (await notion.sessions.update({ message: 'Again', agent_id: AGENT })).id
  expect(await notion.sessions.cancel({ session_id })).toMatchObject({ status: 'canceled' })
  expect(await notion.sessions.retrieve({ session_id })).toMatchObject({ status: 'canceled', message_count: 1 })
  expect((await notion.sessions.query({})).results).toHaveLength(2)
  expect((await notion.sessions.queryEvents({ session_id })).results).toMatchObject([
    { type: 'user.message' },
    { type: 'session.status' },
  ])
  const task = await notion.agents.batch({ operations: [{ action: 'delete', agent_id: AGENT }] })
  expect(await notion.asyncTasks.retrieve({ task_id: task.id })).toMatchObject({ status: 'running' })
  expect(await notion.asyncTasks.retrieve({ task_id: task.id })).toMatchObject({ status: 'succeeded' })
  expect(await notion.agents.delete({ agent_id: AGENT }).catch(seen)).toMatchObject({ code: 'object_not_found' })

  // OAuth
  const token = await notion.oauth.token({
    ...CLIENT,
    grant_type: 'authorization_code',
    code: simulator.authorize(),
  })
  expect(await clientOf(token.access_token).users.me({})).toMatchObject({ id: token.bot_id })
  expect(await notion.oauth.introspect({ ...CLIENT, token: token.access_token })).toMatchObject({ active: true })
  await notion.oauth.revoke({ ...CLIENT, token: token.access_token })
  expect(await notion.oauth.introspect({ ...CLIENT, token: token.access_token })).toMatchObject({ active: false })
  return taken
}
