import { spawn } from 'node:child_process'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { commandFile, hasScript, lines, runInTerminal, sharedNotion } from '../support/command.js'
import { CONTENTS, DATABASE, HOME, TASKS } from '../support/readContents.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

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
    [['Points=many'], 'Points (number) must be compared with a number, not "many".'],
    [['Due=soon'], 'Due (date) must be compared with a date such as 2026-01-31'],
    [['Due!=2026-01-01'], 'Due (date) cannot be compared by !=.'],
    [['Stage'], '"Stage" lacks an operator'],
    [
      ['--where', '{"property":"Stage","number":{"equals":1}}'],
      'Stage is of type select, and the filter has no "number"',
    ],
    [['--where', '{"property":"Stge","select":{"equals":"Done"}}'], 'There is no property "Stge".'],
    [['--where', '{'], '--where must be JSON'],
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
})
