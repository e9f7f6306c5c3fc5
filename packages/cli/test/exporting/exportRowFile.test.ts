import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { faults } from '@notion-fp/simulator'
import { afterEach, describe, expect, test } from 'vitest'
import { aFolder, lines } from '../support/command.js'
import { sourceWithRows, TASKS } from '../support/sourceWithRows.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

describe('export', () => {
  test('default: CSV and JSONL with all rows, whole, under faults', async () => {
    const { simulator, run } = await sourceWithRows(open, 230, 30)
    simulator.setConditions({
      faults: [
        { ...faults.badGateway, chance: 0.1 },
        { ...faults.cursorExpired, chance: 0.3 },
      ],
      seed: 7,
    })
    const folder = aFolder()
    const csv = await run(['export', TASKS, join(folder, 'a.csv')])
    expect(csv).toMatchObject({ code: 0, err: '' })
    const [head, first] = readFileSync(join(folder, 'a.csv'), 'utf8').split('\n')
    expect(head?.split(',').sort()).toEqual([
      'Name',
      'No',
      'Points',
      'Project',
      'Tags',
      'created_time',
      'id',
      'last_edited_time',
      'url',
    ])
    expect(first?.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g)?.length).toBeGreaterThan(30)
    expect(lines((await run(['export', TASKS, join(folder, 'a.jsonl')])).out)).toEqual([
      { file: join(folder, 'a.jsonl'), rows: 230, incomplete: 0 },
    ])
    const pages = lines(readFileSync(join(folder, 'a.jsonl'), 'utf8'))
    expect(new Set(pages.map(({ id }) => id)).size).toBe(230)
  })

  test('params: --body adds the content', async () => {
    const { run } = await sourceWithRows(open, 1)
    const [row] = lines((await run(['query', TASKS])).out)
    await run(['append', String(row?.id), 'content'])
    const file = join(aFolder(), 'rows.jsonl')
    await run(['export', TASKS, file, '--body'])
    expect(lines(readFileSync(file, 'utf8'))[0]).toMatchObject({
      object: 'page',
      body: [{ block: { type: 'paragraph' } }],
    })
  })

  test('error: a file is there only if it is complete', async () => {
    const { simulator, run } = await sourceWithRows(open, 150)
    const file = join(aFolder(), 'a.csv')
    let queries = 0
    simulator.setConditions({
      faults: [
        { status: 403, code: 'restricted_resource', match: ({ path }) => path.endsWith('/query') && ++queries > 1 },
      ],
    })
    expect((await run(['export', TASKS, file])).code).toBe(3)
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false])
    expect((await run(['export', TASKS, join(file, 'none', 'a.csv')])).code).toBe(1)
    expect((await run(['export', TASKS, 'a.csv', '--body'])).code).toBe(64)
  })
})
