/** The workspace in which snippets run, and what the names of their parameters stand for there. */
import type { createSimulator, Simulator } from '@notion-fp/simulator'

/** The token of every call. */
export const TOKEN = 'ntn_test'

/** The id that documents write where a reader puts one of their own. */
const TASK = '0f0e0d0c-0b0a-4908-8706-050403020100'
const DATABASE = '1f1e1d1c-1b1a-4918-9716-151413121110'
const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'
const PROJECT = '3f3e3d3c-3b3a-4938-b736-353433323130'
const HOME = '11111111-1111-4111-8111-111111111111'
const NOTE = '22222222-2222-4222-8222-222222222222'
const PERSON = 'aaaaaaaa-0000-4000-8000-00000000000a'
const AGENT = '33333333-0000-4000-8000-000000000003'

const SCHEMA = {
  Name: 'title',
  Estimate: 'number',
  Due: 'date',
  Trip: 'date',
  Done: 'checkbox',
  Status: { status: {} },
  Stage: ['Idea', 'Done'],
  Priority: ['High', 'Low'],
  Tags: { multi_select: ['home', 'garden'] },
  Obsolete: 'rich_text',
  Notes: 'rich_text',
  Contact: 'email',
  Phone: 'phone_number',
  Site: 'url',
  Attachments: 'files',
  Where: 'place',
  Assignee: 'people',
  Project: { relation: 'Projects', two_way: 'Tasks' },
  Cost: { formula: 'prop("Estimate") * 100' },
  Total: { rollup: { relation_property_name: 'Project', rollup_property_name: 'Budget', function: 'sum' } },
  ID: { unique_id: { prefix: 'TASK' } },
  Author: 'created_by',
  Created: 'created_time',
  Editor: 'last_edited_by',
  Edited: 'last_edited_time',
  Start: 'button',
}

const CONTENTS = {
  users: [{ id: PERSON, name: 'Ada', email: 'ada@example.com' }],
  emojis: [{ id: '44444444-0000-4000-8000-000000000004', name: 'shipit', url: 'https://example.com/shipit.png' }],
  agents: [{ object: 'agent', id: AGENT, name: 'Helper', agent_type: 'custom_agent' }],
  pages: [
    {
      id: HOME,
      title: 'Minutes of the plan',
      markdown: 'Hello',
      comments: ['Looks good'],
      databases: [
        {
          id: DATABASE,
          data_source_id: TASKS,
          title: 'Tasks',
          properties: SCHEMA,
          rows: [
            {
              $id: TASK,
              $markdown: '- [ ] Write the report',
              Name: 'Write the report',
              Estimate: 3,
              Due: '2026-01-02',
              Status: 'Not started',
              Assignee: 'Ada',
              Project: 'Apollo',
            },
            { Name: 'Read it', Done: true },
          ],
        },
        {
          title: 'Projects',
          properties: { Name: 'title', Budget: 'number' },
          rows: [{ $id: PROJECT, Name: 'Apollo', Budget: 1000 }],
        },
      ],
    },
    { id: NOTE, title: 'A note' },
  ],
}

/** What the names of parameters stand for. What a function of one name is given of its own is called `function.parameter`. */
export type Names = Readonly<Record<string, unknown>>

/** A workspace to begin with, before each snippet. */
export interface World {
  readonly snapshot: unknown
  readonly names: Names
}

type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null

/** Calls the API with nothing but a fetch, and gives a field of the answer. */
const caller =
  (simulator: Simulator) =>
  async (
    method: string,
    path: string,
    body?: Json | FormData,
  ): Promise<(...field: ReadonlyArray<string>) => string> => {
    const form = body instanceof FormData
    const response = await simulator.fetch(`https://api.notion.com/v1/${path}`, {
      method,
      headers: {
        authorization: `Bearer ${TOKEN}`,
        'notion-version': '2025-09-03',
        ...(!form && body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: form ? body : JSON.stringify(body) }),
    })
    const answer: unknown = await response.json()
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return (...field) =>
      String(field.reduce<unknown>((value, name) => (isJson(value) ? value[name] : undefined), answer))
  }

const formOf = (filename: string, type: string, part?: string): FormData => {
  const form = new FormData()
  form.set('file', new Blob(['content'], { type }), filename)
  if (part !== undefined) form.set('part_number', part)
  return form
}

/** Fills a new simulator, and says what stands where. */
export const aWorld = async (create: typeof createSimulator): Promise<World> => {
  const simulator = create()
  await simulator.load(CONTENTS)
  const call = caller(simulator)
  const rich_text = [{ text: { content: 'words' } }]
  const block_id = (await call('GET', `blocks/${TASK}/children`))('results', '0', 'id')
  const code = await call('PATCH', `blocks/${TASK}/children`, {
    children: [{ code: { rich_text, language: 'typescript' } }],
  })
  const comment = await call('POST', 'comments', { parent: { page_id: TASK }, rich_text })
  const view_id = (
    await call('POST', 'views', { database_id: DATABASE, data_source_id: TASKS, name: 'Mine', type: 'table' })
  )('id')
  const query_id = (await call('POST', `views/${view_id}/queries`, {}))('id')
  const session_id = (await call('POST', 'sessions', { agent_id: AGENT, message: 'Hello' }))('id')
  const task_id = (
    await call('POST', 'agents/batch', {
      operations: [{ action: 'update_status', agent_id: AGENT, fields: { status: 'active' } }],
    })
  )('id')
  const upload = async (params: Json): Promise<string> => (await call('POST', 'file_uploads', params))('id')
  const pending = await upload({})
  const pdf = await upload({ filename: 'plan.pdf', content_type: 'application/pdf' })
  const talk = await upload({ filename: 'talk.mp3', content_type: 'audio/mpeg' })
  await call('POST', `file_uploads/${talk}/send`, formOf('talk.mp3', 'audio/mpeg'))
  const parts = await upload({
    mode: 'multi_part',
    filename: 'plan.txt',
    content_type: 'text/plain',
    number_of_parts: 1,
  })
  await call('POST', `file_uploads/${parts}/send`, formOf('plan.txt', 'text/plain', '1'))
  const client = { client_id: 'client', client_secret: 'secret' }
  const trade = (code: string) =>
    simulator.fetch('https://api.notion.com/v1/oauth/token', {
      method: 'POST',
      headers: {
        authorization: `Basic ${btoa(`${client.client_id}:${client.client_secret}`)}`,
        'content-type': 'application/json',
        'notion-version': '2025-09-03',
      },
      body: JSON.stringify({ grant_type: 'authorization_code', code }),
    })
  const tokens: unknown = await (await trade(simulator.authorize())).json()
  const { access_token, refresh_token } = isJson(tokens) ? tokens : {}
  const names: Names = {
    page_id: TASK,
    'fileUnder.page_id': NOTE,
    property_id: 'title',
    property: 'Name',
    status: 'Status',
    data_source_id: TASKS,
    project_id: PROJECT,
    database_id: DATABASE,
    block_id,
    'asserted.block_id': code('results', '0', 'id'),
    'general.block_id': code('results', '0', 'id'),
    comment_id: comment('id'),
    discussion_id: comment('discussion_id'),
    view_id,
    query_id,
    user_id: PERSON,
    agent_id: AGENT,
    ids: [AGENT],
    session_id,
    task_id,
    file_upload_id: pending,
    'upload.file_upload_id': pdf,
    'finish.file_upload_id': parts,
    'writeDown.file_upload_id': talk,
    'show.file_upload_id': talk,
    'decorate.file_upload_id': talk,
    'remark.file_upload_id': talk,
    external_url: 'https://example.com/plan.pdf',
    client,
    code: simulator.authorize(),
    refresh_token,
    token: access_token,
    'proxy.token': TOKEN,
    name: 'Plan',
    query: 'plan',
    subject: 'plan',
    message: 'Hello',
    content: 'words',
    markdown: '**words**',
    text: 'words',
    task: 'Write the report',
    milliseconds: 5000,
    env: { NOTION_TOKEN: TOKEN },
    verification_token: 'secret_verification',
    auth: TOKEN,
    other: HOME,
    properties: { Done: { checkbox: true } },
    schema: { Name: { title: {} } },
    filter: { property: 'Done', checkbox: { equals: true } },
    rich_text,
    children: [{ paragraph: { rich_text } }],
    source: { type: 'file_upload', file_upload_id: talk },
    old_str: 'Write the report',
    new_str: 'words',
    checked: true,
    title: 'Plan',
    limit: 10,
    filename: 'plan.txt',
    in_parts: parts,
    address: `https://www.notion.so/Plan-${TASK.replaceAll('-', '')}#${block_id.replaceAll('-', '')}`,
    ...client,
  }
  return { snapshot: simulator.snapshot(), names }
}
