import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasScript, lines, runInTerminal, sharedNotion } from '../support/command.js'
import { CONTENTS, DATABASE, HOME, TASKS } from '../support/readContents.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

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

describe.runIf(hasScript)('on a terminal', () => {
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
