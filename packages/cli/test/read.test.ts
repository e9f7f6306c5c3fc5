import { spawn } from 'node:child_process'
import { faults } from '@notion-fp/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commandFile, hasScript, lines, runInTerminal, sharedNotion, spawnCommand } from './support/command.js'

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'
const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'
const DATABASE = '4f4e4d4c-4b4a-4948-8746-454443424140'

const { notion, run, start, stop } = sharedNotion()

beforeAll(async () => {
  await start({
    pages: [
      {
        id: HOME,
        title: 'Home',
        markdown: '## Plan\n- one\n  - two\n- [x] done',
        pages: [{ title: 'Below' }],
        databases: [
          { title: 'Projects', rows: Array.from({ length: 30 }, (_, index) => ({ Name: `Project ${index}` })) },
          {
            id: DATABASE,
            title: 'Tasks',
            data_source_id: TASKS,
            properties: {
              Name: 'title',
              Stage: ['Todo', 'Done'],
              Points: 'number',
              'Points=high': 'checkbox',
              Due: 'date',
              Tags: { multi_select: ['home', 'garden'] },
              Project: { relation: 'Projects' },
              Double: { formula: 'prop("Points") * 2' },
              id: 'rich_text',
            },
            rows: [
              { Name: 'Write', Stage: 'Done', Points: 3, Due: '2026-05-01', Tags: ['home'], id: 'own' },
              { Name: 'Read, "slowly"', Stage: 'Todo', Due: ['2026-05-02', '2026-05-04'], 'Points=high': true },
              { Name: '竹の柵', Points: 8, Tags: ['home', 'garden'] },
              { Name: 'Many', Project: Array.from({ length: 30 }, (_, index) => `Project ${index}`) },
            ],
          },
        ],
      },
    ],
  })
})
beforeEach(() => {
  notion().simulator.setConditions({})
})
afterAll(stop)

const names = (out: string): ReadonlyArray<unknown> => lines(out).map(({ Name }) => Name)

describe('query', () => {
  test.each([
    [['Stage=Done'], ['Write']],
    [['stage=done'], ['Write']],
    [['Stage!='], ['Write', 'Read, "slowly"']],
    [['Stage='], ['竹の柵', 'Many']],
    [['Points>=3', 'Points<8'], ['Write']],
    [['Due>2026-05-01'], ['Read, "slowly"']],
    [['Due <= 2026-05-01'], ['Write']],
    [['Points=high=yes'], ['Read, "slowly"']],
    [['Tags=garden'], ['竹の柵']],
    [['Tags!~garden', 'Tags!='], ['Write']],
    [['Name~柵'], ['竹の柵']],
    [['Double=16'], ['竹の柵']],
    [
      [
        '--where',
        '{"or":[{"property":"Stage","select":{"equals":"Done"}},{"property":"Points","number":{"equals":8}}]}',
      ],
      ['Write', '竹の柵'],
    ],
    [['Points=8', '--where', '{"property":"Tags","multi_select":{"contains":"home"}}'], ['竹の柵']],
  ])('params: %j', async (conditions, expected) => {
    const { code, out, err } = await run(['query', TASKS, ...conditions])
    expect({ code, err, names: names(out) }).toEqual({ code: 0, err: '', names: expected })
  })

  test.each([
    [['Stage=Dne'], '"Dne" is not an option of Stage.\n  Did you mean "Done"?'],
    [['Sage=Done'], 'There is no property "Sage".\n  Did you mean "Stage"?'],
    [['Stage<Done'], 'Stage (select) cannot be compared by <.'],
    [['Points=many'], 'Points (number) is compared with a number, instead was "many".'],
    [['Due=soon'], 'Due (date) is compared with a date such as 2026-01-31'],
    [['Due!=2026-01-01'], 'Due (date) cannot be compared by !=.'],
    [['Stage'], '"Stage" lacks an operator'],
    [
      ['--where', '{"property":"Stage","number":{"equals":1}}'],
      'Stage is of type select, and the filter has no "number"',
    ],
    [['--where', '{"property":"Stge","select":{"equals":"Done"}}'], 'There is no property "Stge".'],
    [['--where', '{'], '--where should be JSON'],
    [['--sort', 'Duu'], 'There is no property "Duu".'],
    [['--limit', '-1'], '--limit'],
    [['--fields', 'Nme'], 'There is no field "Nme".'],
    [['--raw', '--csv'], '--raw and --csv exclude each other.'],
  ])('error: %j is refused before any row is read', async (conditions, message) => {
    const before = notion().simulator.journal.length
    const { code, out, err } = await run(['query', TASKS, ...conditions])
    expect({ code, out }).toEqual({ code: 64, out: '' })
    expect(err).toContain(message.replace('no "number"', 'no "select"'))
    expect(
      notion()
        .simulator.journal.slice(before)
        .filter(({ path }) => path.endsWith('/query')),
    ).toEqual([])
  })

  test('params: a database, and sorts', async () => {
    const { out } = await run([
      'query',
      `https://www.notion.so/Tasks-${DATABASE.replaceAll('-', '')}`,
      '--sort',
      'Points:desc',
      '--limit',
      '2',
    ])
    expect(names(out)).toEqual(['竹の柵', 'Write'])
  })

  test('default: values are plain, and lists that Notion cuts are whole', async () => {
    const { code, out } = await run(['query', TASKS])
    const rows = lines(out)
    expect(code).toBe(0)
    expect(rows[0]).toMatchObject({
      Stage: 'Done',
      Points: 3,
      Due: '2026-05-01',
      Tags: ['home'],
      Double: 6,
      'prop.id': 'own',
    })
    expect(rows[0]?.id).toMatch(/^[0-9a-f-]{36}$/)
    expect(rows[1]).toMatchObject({ Due: '2026-05-02/2026-05-04', 'Points=high': true, Points: null })
    expect(rows[3]?.Project).toHaveLength(30)
  })

  test('params: --csv, with fields in order and quotes', async () => {
    const { out } = await run(['query', TASKS, '--csv', '--fields', 'Points,Name,Tags'])
    expect(out).toBe('Points,Name,Tags\n3,Write,home\n,"Read, ""slowly""",\n8,竹の柵,"home, garden"\n,Many,\n')
  })

  test('params: --json is one document, also without rows', async () => {
    expect(JSON.parse((await run(['query', TASKS, '--json'])).out)).toHaveLength(4)
    expect(JSON.parse((await run(['query', TASKS, '--json', 'Name=none'])).out)).toEqual([])
    expect((await run(['query', TASKS, '--csv', '--fields', 'Name', 'Name=none'])).out).toBe('Name\n')
  })

  test('params: --raw prints pages of the API', async () => {
    const [page] = lines((await run(['query', TASKS, '--raw', '--limit', '1'])).out)
    expect(page).toMatchObject({ object: 'page', properties: { Stage: { type: 'select', select: { name: 'Done' } } } })
  })

  test('behavior: only what --fields needs is requested', async () => {
    const before = notion().simulator.journal.length
    await run(['query', TASKS, '--fields', 'id,Name'])
    // What the command before has requested ahead may still come in.
    const queries = notion()
      .simulator.journal.slice(before)
      .flatMap(({ path, query }) => (path.endsWith('/query') ? [query] : []))
    expect(queries).toContainEqual(expect.objectContaining({ filter_properties: expect.anything() }))
  })

  test('error: the rows cannot be read', async () => {
    notion().simulator.setConditions({
      faults: [{ status: 403, code: 'restricted_resource', match: ({ path }) => path.endsWith('/query') }],
    })
    const { code, out } = await run(['query', TASKS, '--json'])
    expect({ code, out }).toEqual({ code: 3, out: '' })
  })

  test('error: what cannot be completed is named, with an exit code of its own', async () => {
    notion().simulator.setConditions({
      faults: [{ status: 403, code: 'restricted_resource', match: ({ path }) => path.includes('/properties/') }],
    })
    const { code, out, err } = await run(['query', TASKS])
    expect(code).toBe(6)
    expect(lines(out)).toHaveLength(4)
    expect(err).toContain('1 rows are not complete: Notion does not return all of Project.')
  })

  test('error: what is not a data source', async () => {
    expect((await run(['query', 'tasks'])).code).toBe(64)
    expect((await run(['query', HOME.replace('0f', '1f')])).code).toBe(4)
  })
})

test('behavior: a reader that is gone ends the command quietly, and its requests', async () => {
  const file = await commandFile()
  const child = spawn('sh', ['-c', '"$0" "$1" query "$2" | head -n 1', process.execPath, file, TASKS], {
    env: { ...notion().env, PATH: process.env.PATH ?? '' },
  })
  const output = await new Promise<{ out: string; err: string }>((resolve) => {
    let out = ''
    let err = ''
    child.stdout.on('data', (chunk) => {
      out += String(chunk)
    })
    child.stderr.on('data', (chunk) => {
      err += String(chunk)
    })
    child.on('close', () => resolve({ out, err }))
  })
  expect(output.err).toBe('')
  expect(names(output.out)).toEqual(['Write'])
})

describe('get', () => {
  test('default: finds out what the id is of', async () => {
    const objects = await Promise.all(
      [HOME, DATABASE, TASKS].map(async (id) => lines((await run(['get', id])).out)[0]?.object),
    )
    expect(objects).toEqual(['page', 'database', 'data_source'])
  })

  test('params: --markdown, --raw', async () => {
    expect((await run(['get', HOME, '--markdown'])).out).toContain('## Plan\n- one\n')
    expect(lines((await run(['get', HOME, '--raw', '--type', 'page'])).out)[0]).toMatchObject({
      object: 'page',
      id: HOME,
    })
  })

  test('error: nothing has the id', async () => {
    const { code, err } = await run(['get', HOME.replace('0f', '1f')])
    expect(code).toBe(4)
    expect(err).toMatch(/Request id: /)
    expect(err).toContain('share the page or database with the connection')
  })
})

describe('tree', () => {
  test('default: all blocks in the order of the document', async () => {
    const { code, out } = await run(['tree', HOME, '--fields', 'depth,type,text'])
    expect(code).toBe(0)
    expect(lines(out).slice(0, 4)).toEqual([
      { depth: 1, type: 'heading_2', text: 'Plan' },
      { depth: 1, type: 'bulleted_list_item', text: 'one' },
      { depth: 2, type: 'bulleted_list_item', text: 'two' },
      { depth: 1, type: 'to_do', text: 'done' },
    ])
  })

  test('error: what cannot be read is counted, and the rest is printed', async () => {
    // The first list of children is that of the page.
    notion().simulator.setConditions({
      faults: [
        {
          status: 403,
          code: 'restricted_resource',
          match: ({ path }) => path.includes('/children') && !path.includes(HOME),
        },
      ],
    })
    const { code, out, err } = await run(['tree', HOME])
    expect(code).toBe(6)
    expect(lines(out).length).toBeGreaterThan(3)
    expect(err).toContain('1 parts could not be read')
  })

  test('params: --depth leaves out what is below', async () => {
    const rows = lines((await run(['tree', HOME, '--depth', '1'])).out)
    expect(rows.every(({ depth }) => depth === 1)).toBe(true)
    expect(rows.find(({ text }) => text === 'one')).toMatchObject({ missing: 'depth' })
  })

  test('error: the page is not there', async () => {
    expect((await run(['tree', HOME.replace('0f', '1f')])).code).toBe(4)
    expect((await run(['tree', HOME, '--depth', '0'])).code).toBe(64)
  })
})

describe('search', () => {
  test('default: by title, each once', async () => {
    const { out } = await run(['search', 'below'])
    expect(lines(out)).toMatchObject([{ title: 'Below', object: 'page' }])
  })

  test('params: --type and --limit', async () => {
    expect(lines((await run(['search', '--type', 'data_source'])).out).map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Tasks', 'Projects']),
    )
    expect(lines((await run(['search', '--limit', '2'])).out)).toHaveLength(2)
    expect((await run(['search', '--limit', '0', '--csv'])).out).toBe('title,object,id,url,last_edited_time\n')
  })
})

describe('api', () => {
  test('default: GET, with the response as it is', async () => {
    const { out } = await run(['api', '/v1/users/me'])
    expect(JSON.parse(out)).toMatchObject({ object: 'user', type: 'bot' })
  })

  test.each([['C:/Program Files/Git/v1/users/me'], ['https://api.notion.com/v1/users/me'], ['users/me']])(
    'params: the path %s',
    async (path) => {
      expect((await run(['api', path])).code).toBe(0)
    },
  )

  test('params: data of the line, of stdin, and query parameters', async () => {
    const body = '{"query":"below"}'
    const outputs = [
      await run(['api', 'search', '-d', body]),
      // Through a pipe to a process.
      await spawnCommand(['api', 'search', '-d', '-'], { env: notion().env, input: body }),
    ]
    for (const { out } of outputs) expect(JSON.parse(out).results).toHaveLength(1)
    expect(JSON.parse((await run(['api', 'users?page_size=1'])).out).results).toHaveLength(1)
    expect(JSON.parse((await run(['api', 'users', '-q', 'page_size=1'])).out).results).toHaveLength(1)
  })

  test('error: of Notion, and of the line', async () => {
    expect((await run(['api', 'pages/none'])).code).toBe(64)
    expect((await run(['api', 'search', '-d', '{'])).err).toContain('--data is not JSON')
    expect((await run(['api', 'search', '-d', '@none.json'])).err).toContain('Cannot read none.json')
    expect((await run(['api', 'search', '-X', 'GET', '-d', '{}'])).err).toContain('A GET request has no body')
  })

  test('behavior: a search is repeated after an error', async () => {
    notion().simulator.failNext({ ...faults.badGateway, times: 1 })
    expect((await run(['api', 'search', '-d', '{}'])).code).toBe(0)
  })
})

describe('doctor', () => {
  test('default: says what works', async () => {
    const { code, out } = await run(['doctor'])
    expect(code).toBe(0)
    expect(lines(out).map(({ check, result }) => [check, result])).toEqual([
      ['node', 'ok'],
      ['api', 'ok'],
      ['token', 'ok'],
      ['connection', 'ok'],
      ['contents', 'ok'],
      ['users', 'ok'],
    ])
  })

  test('error: the first thing that does not work', async () => {
    const { code, out } = await run(['doctor'], { env: { NOTION_TOKEN: 'wrong' } })
    expect(code).toBe(3)
    expect(lines(out).at(-1)).toMatchObject({
      check: 'connection',
      result: 'failed',
      details: expect.stringContaining('Request id'),
    })
    expect(out).not.toContain('"wrong"')
  })
})

describe.runIf(hasScript)('on a terminal', () => {
  test('default: a table of the width of the terminal, with wide characters', async () => {
    const { out } = await runInTerminal(['query', TASKS, '--fields', 'Name,Points,Stage'], {
      env: notion().env,
      columns: 30,
    })
    expect(out).toBe(
      [
        'Name            Points  Stage',
        'Write                3  Done',
        'Read, "slowly"          Todo',
        '竹の柵               8',
        'Many',
        '',
      ].join('\n'),
    )
  })

  test('behavior: too narrow for a table, each row is a list', async () => {
    const { out } = await runInTerminal(['query', TASKS, 'Name=Write', '--fields', 'Name,Points,Stage,Due,Tags'], {
      env: notion().env,
      columns: 24,
    })
    expect(out.trim().split('\n')).toEqual([
      'Name    Write',
      'Points  3',
      'Stage   Done',
      'Due     2026-05-01',
      'Tags    home',
    ])
  })

  test('default: a tree is indented', async () => {
    const { out } = await runInTerminal(['tree', HOME, '--fields', 'text,type'], { env: notion().env })
    expect(out).toContain('\n· two')
  })

  test('behavior: what is written in Notion cannot control the terminal', async () => {
    const made = await run([
      'api',
      'pages',
      '-d',
      JSON.stringify({
        parent: { page_id: HOME },
        properties: { title: { title: [{ text: { content: 'a\u001b]0;x\u0007b\u202ec' } }] } },
      }),
    ])
    const { id } = JSON.parse(made.out)
    const { out } = await runInTerminal(['get', id, '--type', 'page'], { env: notion().env })
    expect(out).toContain('a ]0;x bc')
    expect(out).not.toContain('\u001b]')
  })
})
