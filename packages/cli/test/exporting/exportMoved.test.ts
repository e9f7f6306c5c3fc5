/** Pages and databases that were moved between two runs, while the content that shows them has the time that it had. */

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { unsafeCast } from '../../src/unsafeCast.js'
import { lines } from '../support/command.js'
import { aNotion, ELSEWHERE, HOME, MOVED, move, moveTasks, OTHER } from '../support/movedPages.js'

const closing: Array<() => Promise<void>> = []

afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

const filesIn = (folder: string): ReadonlyArray<string> =>
  unsafeCast<ReadonlyArray<string>>(readdirSync(folder, { recursive: true }))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()

describe('export', () => {
  test('behavior: what was moved out is gone, with all in it, and its old page does not show it', async () => {
    const notion = await aNotion(closing)
    const { run, folder } = notion
    expect(await run('export', HOME, folder)).toMatchObject({ code: 0 })
    expect(filesIn(folder)).toContain('Home/From/Moved/Inside.md')
    await move(notion, MOVED, ELSEWHERE)
    await moveTasks(notion, ELSEWHERE)
    const kept = await run('export', HOME, folder)
    expect(kept.err).toContain('gone from Notion, kept here')
    expect(lines(kept.out)).toMatchObject([{ gone: 4 }])
    expect(await run('export', HOME, folder, '--remove')).toMatchObject({ code: 0 })
    expect(filesIn(folder)).toEqual(['Home.md', 'Home/From.md', 'Home/Other.md'])
    expect(readFileSync(join(folder, 'Home', 'From.md'), 'utf8')).not.toContain('Moved')
  })

  test('behavior: what was moved within the export is at its new place, and shown there', async () => {
    const notion = await aNotion(closing)
    const { run, folder } = notion
    await run('export', HOME, folder)
    await move(notion, MOVED, OTHER)
    await moveTasks(notion, OTHER)
    const again = await run('export', HOME, folder)
    expect(again).toMatchObject({ code: 0 })
    expect(lines(again.out)).toMatchObject([{ gone: 0 }])
    expect(filesIn(folder)).toEqual([
      'Home.md',
      'Home/From.md',
      'Home/Other.md',
      'Home/Other/Moved.md',
      'Home/Other/Moved/Inside.md',
      'Home/Other/Tasks.md',
      'Home/Other/Tasks/Dig.md',
    ])
    expect(readFileSync(join(folder, 'Home', 'From.md'), 'utf8')).not.toContain('Moved')
    expect(readFileSync(join(folder, 'Home', 'Other.md'), 'utf8')).toContain('Moved')
  })

  test('params: --everything keeps what is shared, wherever it is', async () => {
    const notion = await aNotion(closing)
    const { run, folder } = notion
    await run('export', '--everything', folder)
    await move(notion, MOVED, ELSEWHERE)
    const again = await run('export', '--everything', folder)
    expect(lines(again.out)).toMatchObject([{ gone: 0 }])
    expect(filesIn(folder)).toContain('Elsewhere/Moved/Inside.md')
  })
})
