/** Pages and databases that were moved between two runs, while the content that shows them has the time that it had. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { lines } from '../support/command.js'
import { aNotion, ELSEWHERE, HOME, MOVED, move, moveTasks, OTHER } from '../support/movedPages.js'

const closing: Array<() => Promise<void>> = []

afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

/** The titles of the pages in a backup. */
const titlesIn = (folder: string): ReadonlyArray<string> =>
  lines(readFileSync(join(folder, 'pages.jsonl'), 'utf8'))
    .map(({ page }) => JSON.stringify(page).match(/"plain_text":"([^"]*)"/)?.[1] ?? '')
    .sort()

describe('backup', () => {
  test('behavior: what was moved out is in removed.jsonl', async () => {
    const notion = await aNotion(closing)
    const { run, folder } = notion
    await run('backup', HOME, folder)
    await move(notion, MOVED, ELSEWHERE)
    await moveTasks(notion, ELSEWHERE)
    expect(await run('backup', folder)).toMatchObject({ code: 0 })
    expect(titlesIn(folder)).toEqual(['From', 'Home', 'Other'])
    expect(readFileSync(join(folder, 'pages.jsonl'), 'utf8')).not.toContain('child_database')
    expect(await run('backup', 'verify', folder)).toMatchObject({ code: 0 })
  })

  test('behavior: what was moved within the backup is shown at its new place only', async () => {
    const notion = await aNotion(closing)
    const { run, folder } = notion
    await run('backup', HOME, folder)
    await move(notion, MOVED, OTHER)
    await moveTasks(notion, OTHER)
    expect(await run('backup', folder)).toMatchObject({ code: 0 })
    expect(titlesIn(folder)).toEqual(['Dig', 'From', 'Home', 'Inside', 'Moved', 'Other'])
    const shown = lines(readFileSync(join(folder, 'pages.jsonl'), 'utf8'))
      .filter(({ blocks }) => JSON.stringify(blocks).includes(`"id":"${MOVED}"`))
      .map(({ id }) => id)
    expect(shown).toEqual([OTHER])
  })
})
