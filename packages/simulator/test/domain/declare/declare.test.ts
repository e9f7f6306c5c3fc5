import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { asArray, asObject } from '../../../src/domain/values/json.js'
import { createSimulator, type DeclaredWorkspace } from '../../../src/index.js'
import { harness, names, property, texts } from '../../support/harness.js'

const TOP = 'ffffffff-0000-4000-8000-000000000001'
const TASKS = 'ffffffff-0000-4000-8000-000000000002'
const PROJECTS = 'ffffffff-0000-4000-8000-000000000003'
const ROW = 'ffffffff-0000-4000-8000-000000000004'

const declared: DeclaredWorkspace = {
  users: [{ name: 'Grace', email: 'grace@example.com' }],
  emojis: [{ name: 'shipit', url: 'https://example.com/shipit.png' }],
  agents: [{ name: 'Helper' }],
  pages: [
    {
      id: TOP,
      title: 'Top',
      icon: '🏠',
      markdown: '## Hello\n- a **bold** word',
      blocks: [{ divider: {} }],
      comments: ['Nice'],
      pages: [{ title: 'Below' }],
      databases: [
        {
          title: 'Tasks',
          data_source_id: TASKS,
          properties: {
            Task: 'title',
            Stage: ['Todo', 'Done'],
            Tags: { multi_select: {} },
            Points: 'number',
            Due: 'date',
            Done: 'checkbox',
            State: 'status',
            No: { unique_id: { prefix: 'T' } },
            Who: 'people',
            Project: { relation: 'Projects', two_way: 'Tasks' },
            Files: 'files',
            Total: {
              rollup: { relation_property_name: 'Project', rollup_property_name: 'Name', function: 'count' },
            },
          },
          rows: [
            {
              $id: ROW,
              $markdown: 'Body',
              $icon: '✅',
              Task: 'First',
              Stage: 'Done',
              Tags: ['a', 'b'],
              Points: 3,
              Due: ['2026-05-01', '2026-05-02'],
              Done: true,
              Who: 'Grace',
              Project: 'Apollo',
              Files: 'https://example.com/a.pdf',
            },
            { Task: 'Second', Points: { number: 5 }, Due: '2026-06-01' },
          ],
        },
        { title: 'Projects', data_source_id: PROJECTS, rows: [{ Name: 'Apollo' }] },
      ],
    },
  ],
}

test('default: a declared workspace is loaded', async () => {
  const { simulator, ok } = await harness()
  await simulator.load(declared)
  const top = await ok('GET', `pages/${TOP}`)
  expect(top).toMatchObject({ icon: { emoji: '🏠' }, parent: { workspace: true } })
  const children = asArray((await ok('GET', `blocks/${TOP}/children`)).results).map((each) => asObject(each).type)
  expect(children).toEqual([
    'heading_2',
    'bulleted_list_item',
    'divider',
    'child_database',
    'child_database',
    'child_page',
  ])
  expect((await ok('GET', `comments?block_id=${TOP}`)).results).toMatchObject([{ rich_text: [{ plain_text: 'Nice' }] }])
  expect((await ok('GET', 'custom_emojis')).results).toMatchObject([{ name: 'shipit' }])
  expect((await ok('POST', 'agents/query', {})).results).toMatchObject([{ name: 'Helper', agent_type: 'custom_agent' }])

  const row = await ok('GET', `pages/${ROW}`)
  expect(property(row, 'Stage')).toMatchObject({ select: { name: 'Done' } })
  expect(property(row, 'Tags')).toMatchObject({ multi_select: [{ name: 'a' }, { name: 'b' }] })
  expect(property(row, 'Points')).toMatchObject({ number: 3 })
  expect(property(row, 'Due')).toMatchObject({ date: { start: '2026-05-01', end: '2026-05-02' } })
  expect(property(row, 'Done')).toMatchObject({ checkbox: true })
  expect(property(row, 'State')).toMatchObject({ status: { name: 'Not started' } })
  expect(property(row, 'No')).toMatchObject({ unique_id: { prefix: 'T', number: 1 } })
  expect(property(row, 'Who')).toMatchObject({ people: [{ name: 'Grace' }] })
  expect(property(row, 'Files')).toMatchObject({ files: [{ name: 'a.pdf', type: 'external' }] })
  expect(property(row, 'Total')).toMatchObject({ rollup: { number: 1 } })
  expect(row).toMatchObject({ icon: { emoji: '✅' } })
  expect(texts(await ok('GET', `blocks/${ROW}/children`))).toEqual(['Body'])

  const projects = await ok('POST', `data_sources/${PROJECTS}/query`, {})
  expect(names(projects)).toEqual(['Apollo'])
  expect(property(asObject(asArray(projects.results)[0]), 'Tasks')).toMatchObject({ relation: [{ id: ROW }] })
  const tasks = await ok('GET', `data_sources/${TASKS}`)
  const { database_id: database } = asObject(tasks.parent)
  expect((await ok('GET', `views?database_id=${String(database)}`)).results).toHaveLength(1)
})

test('default: the workspace of the documentation is valid', async () => {
  const { simulator, ok } = await harness()
  const page = await readFile(new URL('../../../../../docs/packages/simulator.md', import.meta.url), 'utf8')
  const workspace = /```json workspace.json\n(.*?)```/s.exec(page)?.[1] ?? ''
  await simulator.load(JSON.parse(workspace))
  const tasks = await ok('POST', 'data_sources/2f2e2d2c-2b2a-4928-a726-252423222120/query', {})
  expect([...names(tasks)].sort()).toEqual(['Read', 'Write'])
})

test('default: a database at the top level, with times, options, a formula and files in short forms', async () => {
  const { simulator, ok } = await harness()
  await simulator.load({
    databases: [
      {
        title: 'Log',
        data_source_id: TASKS,
        created_time: '2025-01-01T00:00:00.000Z',
        properties: {
          Name: 'title',
          Tags: { multi_select: ['a', 'b'] },
          Stage: { status: ['Open', 'Closed'] },
          Kind: { select: ['x'] },
          Count: 'number',
          Twice: { formula: 'prop("Count") * 2' },
          Made: 'created_time',
          Files: 'files',
        },
        rows: [
          {
            $id: ROW,
            Name: 'Old',
            Tags: ['b'],
            Stage: 'Closed',
            Kind: 'x',
            Count: 4,
            Files: ['https://example.com/a/b.pdf?x=1', 'https://example.com/'],
            $icon: 'https://example.com/icon.png',
            $created_time: '2025-03-04T05:06:00.000Z',
          },
          { Name: 'New', $last_edited_time: '2026-04-15T12:30:00.000Z' },
        ],
      },
    ],
  })
  const schema = asObject((await ok('GET', `data_sources/${TASKS}`)).properties)
  const optionsOf = (name: string) =>
    asArray(asObject(asObject(schema[name])[String(asObject(schema[name]).type)]).options).map(
      (each) => asObject(each).name,
    )
  expect([optionsOf('Tags'), optionsOf('Stage'), optionsOf('Kind')]).toEqual([['a', 'b'], ['Open', 'Closed'], ['x']])
  const row = await ok('GET', `pages/${ROW}`)
  expect(row).toMatchObject({
    created_time: '2025-03-04T05:06:00.000Z',
    last_edited_time: '2025-03-04T05:06:00.000Z',
    icon: { type: 'external', external: { url: 'https://example.com/icon.png' } },
  })
  expect(property(row, 'Twice')).toMatchObject({ formula: { number: 8 } })
  expect(property(row, 'Made')).toMatchObject({ created_time: '2025-03-04T05:06:00.000Z' })
  expect(asArray(property(row, 'Files').files).map((each) => asObject(each).name)).toEqual([
    'b.pdf',
    'https://example.com/',
  ])
  const recent = await ok('POST', `data_sources/${TASKS}/query`, {
    filter: { timestamp: 'created_time', created_time: { on_or_after: '2026-01-01' } },
  })
  expect(names(recent)).toEqual(['New'])
})

test('default: more blocks than a request may have', async () => {
  const { simulator, ok } = await harness()
  await simulator.load({
    pages: [{ id: TOP, title: 'Long', blocks: Array.from({ length: 250 }, () => ({ divider: {} })) }],
  })
  const { next_cursor: next } = await ok('GET', `blocks/${TOP}/children`)
  const { next_cursor: last } = await ok('GET', `blocks/${TOP}/children?start_cursor=${String(next)}`)
  expect(asArray((await ok('GET', `blocks/${TOP}/children?start_cursor=${String(last)}`)).results)).toHaveLength(50)
})

test('behavior: a name refers to what was declared last', async () => {
  const { simulator, ok } = await harness()
  const lins = async () =>
    asArray((await ok('GET', 'users')).results)
      .map(asObject)
      .filter(({ name }) => name === 'Lin')
      .map(({ id }) => id)
  const users = [{ name: 'Lin' }]
  await simulator.load({ users })
  const [first] = await lins()
  const properties = { Who: 'people' }
  await simulator.load({
    users,
    databases: [{ title: 'D', data_source_id: TASKS, properties, rows: [{ $id: ROW, Who: 'Lin' }] }],
  })
  const [person] = asArray(property(await ok('GET', `pages/${ROW}`), 'Who').people).map(asObject)
  expect([person?.id]).toEqual((await lins()).filter((id) => id !== first))
})

test('behavior: what was declared can be changed', async () => {
  const { simulator, ok } = await harness()
  await simulator.load(declared)
  const made = await ok('POST', 'pages', {
    parent: { data_source_id: TASKS },
    properties: { Task: { title: [{ text: { content: 'Third' } }] } },
  })
  expect(property(made, 'No')).toMatchObject({ unique_id: { number: 3 } })
})

test.each<readonly [string, unknown, string]>([
  ['a key that nobody knows', { page: [] }, 'workspace.page should be not present'],
  ['a page without a title', { pages: [{}] }, 'workspace.pages[0].title should be defined'],
  [
    'an unknown type',
    { pages: [{ title: 'A', databases: [{ title: 'D', properties: { X: 'colour' } }] }] },
    'database "D": properties.X: unknown property type "colour"',
  ],
  [
    'a second title',
    { databases: [{ title: 'D', properties: { A: 'title', B: 'title' } }] },
    'database "D": properties.B: a database can have only one title property',
  ],
  [
    'a relation to one of several',
    { databases: [{ title: 'D' }, { title: 'D', properties: { R: { relation: 'D' } } }] },
    'properties.R: several databases are named "D"',
  ],
  [
    'a time that is none',
    { databases: [{ title: 'D', rows: [{ Name: 'a', $created_time: 'today' }] }] },
    'databases[0].rows[0].$created_time should be a valid ISO 8601 date',
  ],
  [
    'a block among many that is none',
    { pages: [{ title: 'A', blocks: [...Array.from({ length: 120 }, () => ({ divider: {} })), { divider: 1 }] }] },
    'page "A": blocks failed validation: blocks[120].divider should be an object',
  ],
  [
    'an id that was given twice',
    { pages: [{ title: 'A', id: TOP, pages: [{ title: 'B', id: TOP }] }] },
    `page "A": page "B": the id ${TOP} is already used`,
  ],
  [
    'a relation to nowhere',
    { pages: [{ title: 'A', databases: [{ title: 'D', properties: { X: { relation: 'No' } } }] }] },
    'X: there is no database named "No"',
  ],
  [
    'a value of no property',
    { pages: [{ title: 'A', databases: [{ title: 'D', rows: [{ Nope: 1 }] }] }] },
    'database "D": rows[0]: there is no property "Nope"',
  ],
  [
    'a person nobody knows',
    { pages: [{ title: 'A', databases: [{ title: 'D', properties: { W: 'people' }, rows: [{ W: 'Bob' }] }] }] },
    'W: there is no user named "Bob"',
  ],
  [
    'a value of another type',
    { pages: [{ title: 'A', databases: [{ title: 'D', properties: { N: 'number' }, rows: [{ N: 'x' }] }] }] },
    'number should be a number',
  ],
  ['a block that is none', { pages: [{ title: 'A', blocks: [{ nope: {} }] }] }, 'page "A"'],
])('error: %s', async (_, workspace, message) => {
  const loading = createSimulator().load(asObject(JSON.parse(JSON.stringify(workspace))))
  await expect(loading).rejects.toThrow(TypeError)
  await expect(createSimulator().load(asObject(workspace))).rejects.toThrow(message)
})

test('behavior: the email of a declared user is verified', async () => {
  const { simulator, ok } = await harness()
  await simulator.load({ users: [{ name: 'Grace', email: 'grace@example.com' }, { name: 'Bo' }] })
  const people = asArray((await ok('GET', 'users')).results).map(asObject)
  const found = ['Grace', 'Bo'].map((name) => people.find((each) => each.name === name)?.person)
  expect(found).toEqual([{ email: 'grace@example.com', email_verified: true }, {}])
})
