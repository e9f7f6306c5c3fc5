import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asArray, asObject, isObject, type JsonObject } from '../src/domain/values/json.js'
import { demandSound } from './support/consistency.js'
import { aDataSource, aRow, type Harness, HOME, harness, PERSON, paragraph } from './support/harness.js'

const AGENT = 'cccccccc-0000-4000-8000-00000000000c'

/** A valid request. */
interface Right {
  readonly method: string
  readonly path: string
  readonly body: unknown
  /** The version that it is in; the newest by default. */
  readonly version?: string
}

const text = (content: string) => [{ text: { content } }]

/** Valid requests for everything that can be changed, each for a new workspace. */
const furnished = async (): Promise<{ tools: Harness; rights: ReadonlyArray<Right> }> => {
  const tools = await harness()
  const { ok, simulator } = tools
  const { database, source } = await aDataSource(tools, {
    Score: { number: {} },
    Stage: { select: { options: [{ name: 'Todo' }] } },
    Tags: { multi_select: {} },
    Due: { date: {} },
    Who: { people: {} },
    Files: { files: {} },
    State: { status: {} },
  })
  const mate = await aDataSource(tools, {
    Back: { relation: { data_source_id: source, dual_property: { synced_property_name: 'Forth' } } },
  })
  const row = String((await aRow(tools, source, 'Row')).id)
  const other = String((await aRow(tools, mate.source, 'Mate', { Back: { relation: [{ id: row }] } })).id)
  const list = await ok('PATCH', `blocks/${HOME}/children`, {
    children: [paragraph('a', [paragraph('b')]), { audio: { external: { url: 'https://example.com/a.mp3' } } }],
  })
  const [block = '', audio = ''] = asArray(list.results).map((each) => String(asObject(each).id))
  const comment = await ok('POST', 'comments', { parent: { page_id: HOME }, markdown: 'c' })
  const board = { data_source_id: source, database_id: database, name: 'Board', type: 'dashboard' }
  const dashboard = String((await ok('POST', 'views', board)).id)
  const view = { data_source_id: source, name: 'View', type: 'table' }
  const viewId = String((await ok('POST', 'views', { ...view, database_id: database })).id)
  await ok('PATCH', `pages/${row}/markdown`, { type: 'insert_content', insert_content: { content: 'Here it is' } })
  await simulator.load([{ object: 'agent', id: AGENT, name: 'Agent' }])
  simulator.script([{ type: 'approval', title: 'Sure?' }])
  const session = String((await ok('POST', 'sessions', { message: 'Do', agent_id: AGENT })).id)
  const waiting = await ok('GET', `sessions/${session}`)
  const action = String(asObject(asArray(waiting.required_actions)[0]).action_id)
  const properties = {
    Name: { title: text('New') },
    Score: { number: 1 },
    Stage: { select: { name: 'Fresh' } },
    Tags: { multi_select: [{ name: 'x' }] },
    Due: { date: { start: '2026-05-01', end: null } },
    Who: { people: [{ id: PERSON }] },
    Files: { files: [{ name: 'a', external: { url: 'https://example.com/a' } }] },
    State: { status: { name: 'Done' } },
    Forth: { relation: [{ id: other }] },
  }
  const blocks = [
    { type: 'heading_1', heading_1: { rich_text: text('h'), is_toggleable: true, children: [paragraph('in')] } },
    { table: { table_width: 1, children: [{ table_row: { cells: [text('cell')] } }] } },
    {
      column_list: {
        children: [{ column: { children: [paragraph('l')] } }, { column: { children: [paragraph('r')] } }],
      },
    },
    { image: { external: { url: 'https://example.com/i.png' }, caption: text('c') } },
    { callout: { rich_text: [{ mention: { date: { start: '2026-01-01' } } }], icon: { emoji: '🙂' }, color: 'blue' } },
  ]
  const filter = {
    or: [{ and: [{ property: 'Score', number: { greater_than: 0 } }] }, { property: 'Stage', select: { equals: 'x' } }],
  }
  const rights: ReadonlyArray<Right> = [
    {
      method: 'POST',
      path: 'pages',
      body: { parent: { data_source_id: source }, properties, children: blocks, icon: { emoji: '🎉' } },
    },
    {
      method: 'POST',
      path: 'pages',
      body: {
        parent: { page_id: HOME },
        properties: { title: text('t') },
        position: { type: 'after_block', after_block: { id: block } },
      },
    },
    { method: 'POST', path: 'pages', body: { parent: { page_id: HOME }, markdown: '# T\n- a', allow_async: true } },
    {
      method: 'PATCH',
      path: `pages/${row}`,
      body: { properties, is_locked: true, cover: { external: { url: 'https://example.com/c.png' } } },
    },
    { method: 'POST', path: `pages/${row}/move`, body: { parent: { data_source_id: mate.source } } },
    {
      method: 'PATCH',
      path: `pages/${row}/markdown`,
      body: { type: 'update_content', update_content: { content_updates: [{ old_str: 'Here', new_str: 'There' }] } },
    },
    { method: 'PATCH', path: `blocks/${HOME}/children`, body: { children: blocks, position: { type: 'start' } } },
    { method: 'PATCH', path: `blocks/${block}`, body: { paragraph: { rich_text: text('p'), color: 'red' } } },
    {
      method: 'POST',
      path: 'databases',
      body: {
        parent: { type: 'page_id', page_id: HOME },
        title: text('d'),
        initial_data_source: {
          properties: { T: { title: {} }, R: { relation: { data_source_id: source, dual_property: {} } } },
        },
      },
    },
    {
      method: 'PATCH',
      path: `databases/${database}`,
      body: { title: text('e'), parent: { type: 'page_id', page_id: other }, is_inline: true },
    },
    {
      method: 'POST',
      path: 'data_sources',
      body: { parent: { database_id: database }, properties: { T: { title: {} } }, title: text('s') },
    },
    {
      method: 'PATCH',
      path: `data_sources/${source}`,
      body: {
        properties: {
          Score: { name: 'Points' },
          Stage: null,
          Tags: { rich_text: {} },
          Forth: null,
          Sum: { formula: { expression: '1' } },
        },
      },
    },
    {
      method: 'POST',
      path: `data_sources/${source}/query`,
      body: { filter, sorts: [{ property: 'Due', direction: 'ascending' }], page_size: 2 },
    },
    {
      method: 'POST',
      path: 'views',
      body: {
        ...view,
        database_id: database,
        filter,
        configuration: { properties: [{ property_id: 'Due', width: 40 }] },
        position: { type: 'after_view', view_id: viewId },
      },
    },
    {
      method: 'POST',
      path: 'views',
      body: { ...view, view_id: dashboard, placement: { type: 'new_row', row_index: 0 } },
    },
    {
      method: 'POST',
      path: 'views',
      body: {
        ...view,
        create_database: { parent: { page_id: HOME }, position: { type: 'after_block', block_id: block } },
      },
    },
    {
      method: 'PATCH',
      path: `views/${viewId}`,
      body: { name: 'n', sorts: [{ property: 'Due', direction: 'descending' }], quick_filters: { Due: {} } },
    },
    { method: 'POST', path: `views/${viewId}/queries`, body: { page_size: 1 } },
    {
      method: 'POST',
      path: 'comments',
      body: {
        parent: { block_id: block },
        rich_text: text('c'),
        display_name: { type: 'custom', custom: { name: 'N' } },
      },
    },
    { method: 'PATCH', path: `comments/${String(comment.id)}`, body: { rich_text: text('d') } },
    {
      method: 'POST',
      path: 'file_uploads',
      body: { mode: 'external_url', filename: 'a.pdf', external_url: 'https://example.com/a.pdf' },
    },
    {
      method: 'POST',
      path: 'blocks/meeting_notes',
      body: { source: { type: 'block', block_id: audio }, title: 't', options: { kickoff_summary: false } },
    },
    {
      method: 'POST',
      path: 'blocks/meeting_notes/query',
      body: {
        filter: {
          operator: 'and',
          filters: [
            {
              property: 'created_time',
              filter: {
                operator: 'date_is_within',
                value: { type: 'relative', value: 'custom', direction: 'past', unit: 'day', count: 3 },
              },
            },
          ],
        },
        sort: [{ property: 'title', direction: 'ascending' }],
        limit: 3,
      },
    },
    { method: 'PATCH', path: `agents/${AGENT}/credit_limit`, body: { credit_limit: 3 } },
    { method: 'PATCH', path: `agents/${AGENT}/status`, body: { status: 'disabled' } },
    {
      method: 'POST',
      path: 'agents/query',
      body: {
        filter: { and: [{ property: 'status', status: { in: ['active'] } }] },
        sorts: [{ property: 'created_time', direction: 'ascending' }],
      },
    },
    { method: 'POST', path: 'sessions', body: { message: 'm', agent_id: AGENT, metadata: { a: 'b' } } },
    {
      method: 'POST',
      path: 'sessions',
      body: { session_id: session, actions: [{ action_id: action, option_id: 'approve' }] },
    },
    {
      method: 'POST',
      path: `sessions/${session}/events/query`,
      body: { filter: { or: [{ property: 'sequence', number: { greater_than: 1 } }] } },
    },
    {
      method: 'POST',
      path: 'search',
      body: {
        query: 'Row',
        filter: { property: 'object', value: 'page' },
        sort: { timestamp: 'last_edited_time', direction: 'ascending' },
      },
    },
  ]
  const old = '2022-06-28'
  const within = { object: 'block', type: 'to_do', archived: false, to_do: { text: text('in'), checked: true } }
  const older: ReadonlyArray<Right> = [
    {
      version: old,
      method: 'POST',
      path: 'databases',
      body: {
        parent: { type: 'page_id', page_id: HOME },
        title: text('d'),
        archived: false,
        properties: { T: { title: {} }, R: { relation: { database_id: database, single_property: {} } } },
      },
    },
    {
      version: '2022-02-22',
      method: 'POST',
      path: 'databases',
      body: { parent: { page_id: HOME }, properties: { T: { title: {} }, R: { relation: { database_id: database } } } },
    },
    {
      version: old,
      method: 'PATCH',
      path: `databases/${database}`,
      body: {
        title: text('e'),
        description: text('f'),
        icon: { emoji: '🎉' },
        cover: { external: { url: 'https://example.com/c.png' } },
        is_inline: true,
        parent: { type: 'page_id', page_id: other },
        properties: { Score: { name: 'Points' }, Stage: null, Sum: { formula: { expression: '1' } } },
      },
    },
    { version: old, method: 'PATCH', path: `databases/${database}`, body: { archived: true, title: text('g') } },
    {
      version: old,
      method: 'POST',
      path: `databases/${database}/query`,
      body: { filter, sorts: [{ property: 'Due', direction: 'ascending' }], page_size: 2 },
    },
    {
      version: '2021-08-16',
      method: 'POST',
      path: `databases/${database}/query`,
      body: {
        filter: {
          or: [
            { property: 'Name', text: { contains: 'R' } },
            { property: 'Score', number: { equals: 1 } },
          ],
        },
      },
    },
    {
      version: old,
      method: 'POST',
      path: 'pages',
      body: { parent: { database_id: database }, properties, archived: false },
    },
    { version: old, method: 'POST', path: `pages/${row}/move`, body: { parent: { database_id: mate.database } } },
    {
      version: '2021-08-16',
      method: 'PATCH',
      path: `blocks/${HOME}/children`,
      body: { children: [{ toggle: { text: text('out'), children: [within] } }], after: block },
    },
    {
      version: '2021-05-13',
      method: 'PATCH',
      path: `blocks/${block}`,
      body: { block_id: block, paragraph: { text: text('p') } },
    },
    {
      version: old,
      method: 'POST',
      path: 'search',
      body: { query: 'Row', filter: { property: 'object', value: 'database' }, page_size: 1 },
    },
  ]
  return { tools, rights: [...rights, ...older] }
}

type Path = ReadonlyArray<string | number>

/** Every position in a body, as the keys that lead there. */
const placesIn = (value: unknown, path: Path = []): ReadonlyArray<Path> => {
  if (Array.isArray(value)) return [path, ...value.flatMap((each, index) => placesIn(each, [...path, index]))]
  if (!isObject(value)) return [path]
  return [path, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...path, key]))]
}

const replaced = (value: unknown, [key, ...rest]: Path, change: (value: unknown) => unknown): unknown => {
  if (key === undefined) return change(value)
  if (Array.isArray(value)) return value.map((each, index) => (index === key ? replaced(each, rest, change) : each))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, name === key ? replaced(each, rest, change) : each]),
  )
}

const ODD: ReadonlyArray<unknown> = [
  null,
  true,
  0,
  -1,
  1.5,
  1e300,
  '',
  'x',
  '\u0000',
  [],
  {},
  [null],
  [[]],
  { x: 1 },
  HOME,
  AGENT,
  '2026-02-30',
  'a'.repeat(2001),
  { __proto__: null },
]

const changes: fc.Arbitrary<(value: unknown) => unknown> = fc.oneof(
  fc.constantFrom(...ODD).map((odd) => () => odd),
  fc.string().map((odd) => () => odd),
  fc.constant((value: unknown) => [value, value]),
  fc.constant((value: unknown) => ({ value })),
  fc.constant((value: unknown) => (isObject(value) ? { ...value, unknown_key: 1 } : [value])),
  fc.constant((value: unknown) => (isObject(value) ? Object.fromEntries(Object.entries(value).slice(1)) : undefined)),
  fc.constant((value: unknown) => (Array.isArray(value) ? Array.from({ length: 101 }, () => value[0]) : value)),
)

// Made once, and put back before each request: that takes a fraction of the time.
const { tools, rights: RIGHTS } = await furnished()
const FURNISHED = tools.simulator.snapshot()

const headersOf = ({ version }: Right): Record<string, string> =>
  version === undefined ? {} : { 'notion-version': version }

const NAMED = RIGHTS.map((right) => {
  const path = right.path.replaceAll(/[0-9a-f-]{36}/g, '…')
  return [`${right.method} ${path}${right.version === undefined ? '' : ` of ${right.version}`}`, right] as const
})

test.each(NAMED)('default: %s is accepted', async (_, right) => {
  const { method, path, body } = right
  tools.simulator.restore(FURNISHED)
  const answer = await tools.call(method, path, body, headersOf(right))
  expect([200, 202], JSON.stringify(answer.body.message)).toContain(answer.status)
  demandSound(tools.simulator)
})

/** How often each right request is spoiled. */
const RUNS = 20

test.each(NAMED)(
  'behavior: %s with one mutation is accepted or refused, and changes nothing when it is refused',
  async (_, right) => {
    const { method, path, body } = right
    let refused = 0
    const places = fc.constantFrom(...placesIn(body))
    await fc.assert(
      fc.asyncProperty(places, changes, async (place, change) => {
        tools.simulator.restore(FURNISHED)
        const before: JsonObject = tools.simulator.snapshot()
        const sent = replaced(body, place, change)
        const answer = await tools.call(method, path, sent, headersOf(right))
        const told = `${method} ${path} ${JSON.stringify(sent)}: ${String(answer.body.message)}`
        expect(answer.status, told).toBeLessThan(500)
        if (answer.status >= 400) {
          refused += 1
          const error = { object: 'error', status: answer.status, message: expect.any(String) }
          expect(answer.body, told).toMatchObject(error)
          expect(tools.simulator.snapshot(), told).toEqual(before)
        }
        demandSound(tools.simulator)
      }),
      { numRuns: RUNS },
    )
    expect(refused).toBeGreaterThan(0)
  },
)
