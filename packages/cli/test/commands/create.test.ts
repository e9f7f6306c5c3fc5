import { faults } from '@notion-fp/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lines, sharedNotion } from '../support/command.js'
import { CONTENTS, HOME, TASKS } from '../support/writeContents.js'
import { textReader } from '../support/writtenPages.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

const texts = textReader(run)

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
    [['Points=many'], 'Points (number) must be a number, not "many".'],
    [['Due=2026-13-01'], 'Due (date) must be a date'],
    [['Done=maybe'], 'Done (checkbox) must be true or false'],
    [['Twice=4'], 'Twice (formula) cannot be written.'],
    [['Nme=a'], 'There is no property "Nme".'],
    [['Name'], 'lacks an operator'],
    [['Buy glass'], '"Buy glass" lacks an operator.\n  Values are <property>=<value>, such as Name="Buy glass".'],
    [['Name=a', 'name=b'], 'Name is given twice.'],
    [['Files=a.pdf'], 'Files (files) must be URLs'],
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
