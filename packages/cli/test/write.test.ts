import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { faults } from '@notion-fp/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aFolder, lines, sharedNotion } from './support/command.js'

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'
const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

const { notion, run, start, stop } = sharedNotion()

beforeAll(async () => {
  await start({
    pages: [
      {
        id: HOME,
        title: 'Home',
        databases: [
          {
            title: 'Tasks',
            data_source_id: TASKS,
            properties: {
              Name: 'title',
              Notes: 'rich_text',
              Stage: ['Todo', 'Done'],
              Points: 'number',
              Done: 'checkbox',
              Due: 'date',
              Tags: { multi_select: ['home', 'garden'] },
              Link: 'url',
              Files: 'files',
              Twice: { formula: 'prop("Points") * 2' },
            },
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

/** A new page below the first one. */
const aPage = async (title = 'A page'): Promise<string> => {
  const { out } = await run(['create', HOME, `title=${title}`])
  return String(lines(out)[0]?.id)
}

const texts = async (page: string): Promise<ReadonlyArray<unknown>> =>
  lines((await run(['tree', page, '--fields', 'text'])).out).map(({ text }) => text)

const writes = (since: number) =>
  notion()
    .simulator.journal.slice(since)
    .filter(({ method, path }) => method === 'PATCH' || path === '/v1/pages')

describe('create', () => {
  test('default: a row with values of all types', async () => {
    const { code, out } = await run([
      'create',
      TASKS,
      'Name=Write = read',
      `Notes=${'long '.repeat(500)}`,
      'stage=done',
      'Points=-1.5',
      'Done=yes',
      'Due=2026-05-01/2026-05-04',
      'Tags=garden, home',
      'Link=https://example.com/?a=b',
      'Files=https://example.com/a.pdf',
    ])
    expect(code).toBe(0)
    expect(lines(out)[0]).toMatchObject({
      Name: 'Write = read',
      Notes: 'long '.repeat(500),
      Stage: 'Done',
      Points: -1.5,
      Done: true,
      Due: '2026-05-01/2026-05-04',
      Tags: ['garden', 'home'],
      Link: 'https://example.com/?a=b',
      Files: ['https://example.com/a.pdf'],
      Twice: -3,
    })
  })

  test('default: a page, with Markdown of stdin and an icon', async () => {
    const { out } = await run(['create', HOME, 'title=Notes', '--markdown', '-', '--icon', '📝'], {
      input: '# One\n- two',
    })
    const id = String(lines(out)[0]?.id)
    expect(await texts(id)).toEqual(['One', 'two'])
  })

  test.each([
    [['Stage=Dne'], '"Dne" is not an option of Stage.\n  Did you mean "Done"?'],
    [['Tags=home,shop'], '"shop" is not an option of Tags.'],
    [['Points=many'], 'Points (number) should be a number, instead was "many".'],
    [['Due=2026-13-01'], 'Due (date) should be a date'],
    [['Done=maybe'], 'Done (checkbox) should be true or false'],
    [['Twice=4'], 'Twice (formula) cannot be written.'],
    [['Nme=a'], 'There is no property "Nme".'],
    [['Name'], 'lacks an operator'],
    [['Buy glass'], '"Buy glass" lacks an operator.\n  Values are <property>=<value>, such as Name="Buy glass".'],
    [['Name=a', 'name=b'], 'Name is given twice.'],
    [['Files=a.pdf'], 'Files (files) should be URLs'],
  ])('error: %j is refused before anything is sent', async (values, message) => {
    const before = notion().simulator.journal.length
    const { code, err } = await run(['create', TASKS, ...values])
    expect(code).toBe(64)
    expect(err).toContain(message)
    expect(writes(before)).toEqual([])
  })

  test('params: --allow-new-options, --dry-run', async () => {
    const before = notion().simulator.journal.length
    const { out } = await run(['create', TASKS, 'Tags=shop', '--allow-new-options', '--dry-run'])
    expect(JSON.parse(out)).toMatchObject({
      parent: { data_source_id: TASKS },
      properties: { Tags: { multi_select: [{ name: 'shop' }] } },
    })
    expect(writes(before)).toEqual([])
  })

  test('error: a request that may have been applied is not repeated, and says so', async () => {
    const before = notion().simulator.journal.length
    notion().simulator.setConditions({
      faults: [{ ...faults.droppedAfterCommit, match: ({ path }) => path === '/v1/pages' }],
    })
    const { code, err } = await run(['create', TASKS, 'Name=once'])
    expect(code).toBe(7)
    expect(err).toContain('It is unknown whether Notion applied it')
    expect(writes(before)).toHaveLength(1)
  })
})

describe('update', () => {
  test('default: sets and removes values', async () => {
    const made = await run(['create', TASKS, 'Name=a', 'Stage=Todo', 'Due=2026-05-01', 'Tags=home'])
    const id = String(lines(made.out)[0]?.id)
    const { out } = await run(['update', id, 'Stage=Done', 'Due=', 'Tags='])
    expect(lines(out)[0]).toMatchObject({ Name: 'a', Stage: 'Done', Due: null, Tags: [] })
  })

  test('params: --trash and --restore', async () => {
    const id = await aPage()
    expect((await run(['update', id, '--trash'])).code).toBe(0)
    expect(JSON.parse((await run(['get', id, '--raw', '--type', 'page'])).out)).toMatchObject({ in_trash: true })
    expect((await run(['update', id, '--restore', 'title=Back'])).code).toBe(0)
    expect(lines((await run(['get', id, '--type', 'page'])).out)[0]).toMatchObject({ title: 'Back' })
  })

  test('error: nothing to change, or both', async () => {
    expect((await run(['update', HOME])).err).toContain('There is nothing to change.')
    expect((await run(['update', HOME, '--trash', '--restore'])).code).toBe(64)
  })
})

describe('append', () => {
  test('default: text, and lines of stdin', async () => {
    const id = await aPage()
    await run(['append', id, 'one', 'line'])
    const { out } = await run(['append', id, '-'], { input: 'two\r\n\nthree\n' })
    expect(lines(out)[0]).toMatchObject({ blocks: 2 })
    expect(await texts(id)).toEqual(['one line', 'two', 'three'])
  })

  test('params: --markdown, --dry-run', async () => {
    const id = await aPage()
    await run(['append', id, '--markdown', '-'], { input: '- a\n- b' })
    expect(await texts(id)).toEqual(['a', 'b'])
    const file = join(aFolder(), 'blocks.json')
    writeFileSync(file, JSON.stringify(Array.from({ length: 250 }, () => ({ divider: {} }))))
    expect(lines((await run(['append', id, '--blocks', file, '--dry-run'])).out)[0]).toMatchObject({ requests: 3 })
  })

  test('error: what is no block is refused with its place, before anything is sent', async () => {
    const { code, err } = await run(['append', HOME, '--blocks', '-'], {
      input: '[{"divider":{}},{"equation":{"expression":7}}]',
    })
    expect(code).toBe(64)
    expect(err).toContain('children[1]')
    expect((await run(['append', HOME])).err).toContain('Give one of a text, --markdown and --blocks.')
    expect((await run(['append', HOME, '--blocks', '-'], { input: '{}' })).err).toContain('should be a JSON array')
  })

  test('behavior: a run that stops says how to continue, and nothing is written twice', async () => {
    const id = await aPage()
    const input = Array.from({ length: 250 }, (_, index) => `line ${index}`).join('\n')
    let sent = 0
    notion().simulator.setConditions({
      faults: [
        { ...faults.droppedAfterCommit, match: ({ method }) => method === 'PATCH' && ++sent === 2 },
        { status: 403, code: 'restricted_resource', match: () => sent >= 2 },
      ],
    })
    const stopped = await run(['append', id, '-'], { input })
    expect(stopped.code).toBe(6)
    const [, file = ''] = /Continue with: notion-fp append \S+ - --resume (\S+)\n/.exec(stopped.err) ?? []
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ block_id: id })
    notion().simulator.setConditions({})
    const continued = await run(['append', id, '-', '--resume', file], { input })
    expect(continued).toMatchObject({ code: 0, err: '' })
    expect(await texts(id)).toEqual(input.split('\n'))
    expect(() => readFileSync(file)).toThrow('ENOENT')
  })

  test('behavior: Ctrl-C stops it, with an exit code of its own', async () => {
    const id = await aPage()
    notion().simulator.setConditions({ latency: 150 })
    const input = Array.from({ length: 500 }, (_, index) => `line ${index}`).join('\n')
    let writesSeen = 0
    const stopped = await run(['append', id, '-'], {
      input,
      onStart: (kill) => {
        notion().simulator.onRequest(({ method }) => {
          if (method === 'PATCH' && ++writesSeen === 2) kill('SIGINT')
        })
      },
    })
    notion().simulator.setConditions({})
    expect(stopped.code).toBe(130)
    const [, file = ''] = /Continue with: .* --resume (\S+)\n/.exec(stopped.err) ?? []
    expect((await run(['append', id, '-', '--resume', file], { input })).code).toBe(0)
    expect(await texts(id)).toEqual(input.split('\n'))
  })

  test('error: a resume that is not of this command', async () => {
    const file = join(aFolder(), 'other.json')
    writeFileSync(file, '{"rows":1}')
    expect((await run(['append', HOME, 'x', '--resume', file])).code).toBe(64)
    expect((await run(['append', HOME, 'x', '--resume', `${file}-none`])).err).toContain('cannot be read')
  })
})

describe('files', () => {
  test('default: what was uploaded is downloaded again, once', async () => {
    const id = await aPage()
    const folder = aFolder()
    writeFileSync(join(folder, 'a.txt'), 'hello')
    const uploaded = await run(['upload', join(folder, 'a.txt'), '--to', id, '--caption', 'The file'])
    expect(lines(uploaded.out)[0]).toMatchObject({
      filename: 'a.txt',
      content_type: 'text/plain',
      block_id: expect.any(String),
    })
    await run(['upload', '-', '--name', 'b.txt', '--to', id], { input: 'from stdin' })
    const target = join(folder, 'files')
    const first = await run(['download', id, '--to', target])
    expect(lines(first.out).map(({ result }) => result)).toEqual(['written', 'written'])
    const contents = lines(first.out).map(({ file }) => readFileSync(join(target, String(file)), 'utf8'))
    expect(contents.sort()).toEqual(['from stdin', 'hello'])
    expect(lines((await run(['download', id, '--to', target])).out).map(({ result }) => result)).toEqual([
      'there already',
      'there already',
    ])
  })

  test('error: a file that fails is named, and the others are downloaded', async () => {
    const id = await aPage()
    for (const name of ['a.txt', 'b.txt']) await run(['upload', '-', '--name', name, '--to', id], { input: name })
    const target = aFolder()
    const { code, out } = await run(['download', id, '--to', target, '--max-bytes', '4'])
    expect(code).toBe(6)
    expect(lines(out).map(({ result }) => result)).toEqual(['failed', 'failed'])
    expect(readdirSync(target, { recursive: true }).filter((file) => String(file).endsWith('.txt'))).toEqual([])
  })

  test('error: an upload that is attached nowhere is told', async () => {
    expect((await run(['upload', '-', '--to', HOME], { input: 'x' })).err).toContain('needs --name')
    expect((await run(['upload', 'none.txt'])).err).toContain('Cannot read none.txt')
    notion().simulator.setConditions({
      faults: [{ status: 403, code: 'restricted_resource', match: ({ path }) => path.includes('/children') }],
    })
    const { code, err } = await run(['upload', '-', '--name', 'a.txt', '--to', HOME], { input: 'x' })
    expect(code).toBe(3)
    expect(err).toMatch(/The file is uploaded, as [0-9a-f-]{36}, but not attached/)
  })
})

describe('copy', () => {
  test('default: a page with its child pages, and what is lost', async () => {
    const id = await aPage('Original')
    await run(['append', id, 'text'])
    await run(['create', id, 'title=Child'])
    const { code, out } = await run(['copy', id, '--to', HOME, '--deep'])
    expect(code).toBe(0)
    expect(lines(out)[0]).toMatchObject({ pages: 2, losses: 0 })
    expect(await texts(String(lines(out)[0]?.id))).toEqual(['text', 'Child'])
    const home = await run(['copy', HOME, '--to', id])
    expect(home.code).toBe(6)
    expect(home.err).toContain('lost: child_database')
  })

  test('error: it needs a place', async () => {
    expect((await run(['copy', HOME])).err).toContain('--to should say where the copy goes.')
  })
})
