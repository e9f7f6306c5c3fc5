import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hasScript, lines, runInTerminal, sharedNotion } from '../support/command.js'
import { CONTENTS, HOME } from '../support/readContents.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

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

describe.runIf(hasScript)('on a terminal', () => {
  test('default: a tree is indented', async () => {
    const { out } = await runInTerminal(['tree', HOME, '--fields', 'text,type'], { env: notion().env })
    expect(out).toContain('\n· two')
  })
})
