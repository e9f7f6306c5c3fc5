/** Pages and databases that were moved between two runs, while the content that shows them has the time that it had. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@notion-fp/simulator'
import { createContext, getDatabase, getDataSource, movePage, updateDatabase } from 'notion-fp'
import { afterEach, describe, expect, test } from 'vitest'
import { unsafeCast } from '../src/unsafeCast.js'
import { aFolder, lines, serve } from './support/command.js'
import { runInProcess } from './support/inProcess.js'

const HOME = '31111111-0000-4000-8000-000000000001'
const FROM = '31111111-0000-4000-8000-000000000002'
const MOVED = '31111111-0000-4000-8000-000000000003'
const OTHER = '31111111-0000-4000-8000-000000000004'
const ELSEWHERE = '31111111-0000-4000-8000-000000000005'
const TASKS = '31111111-0000-4000-8000-000000000006'

const CONTENTS: JsonObject = {
  pages: [
    {
      id: HOME,
      title: 'Home',
      pages: [
        {
          id: FROM,
          title: 'From',
          pages: [{ id: MOVED, title: 'Moved', markdown: 'text', pages: [{ title: 'Inside' }] }],
          databases: [
            { title: 'Tasks', data_source_id: TASKS, properties: { Name: 'title' }, rows: [{ Name: 'Dig' }] },
          ],
        },
        { id: OTHER, title: 'Other' },
      ],
    },
    { id: ELSEWHERE, title: 'Elsewhere' },
  ],
}

const closing: Array<() => Promise<void>> = []
afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

const aNotion = async () => {
  const { simulator, env, close } = await serve(CONTENTS)
  closing.push(close)
  const ctx = createContext({ auth: 'ntn_test', fetch: simulator.fetch, rateLimit: false })
  return { ctx, folder: join(aFolder(), 'copy'), run: (...args: ReadonlyArray<string>) => runInProcess(args, { env }) }
}

type Notion = Awaited<ReturnType<typeof aNotion>>

const move = async ({ ctx }: Notion, page_id: string, to: string): Promise<void> => {
  const moved = await movePage(ctx, { page_id, parent: { type: 'page_id', page_id: to } })()
  expect(moved).toMatchObject({ _tag: 'Right' })
}

const moveTasks = async ({ ctx }: Notion, to: string): Promise<void> => {
  const source = await getDataSource(ctx, { data_source_id: TASKS })()
  const database_id = String(Reflect.get(Object(Reflect.get(Object(source), 'right')).parent, 'database_id'))
  const moved = await updateDatabase(ctx, { database_id, parent: { type: 'page_id', page_id: to } })()
  expect(moved).toMatchObject({ _tag: 'Right' })
  expect(await getDatabase(ctx, { database_id })()).toMatchObject({ right: { parent: { page_id: to } } })
}

const filesIn = (folder: string): ReadonlyArray<string> =>
  unsafeCast<ReadonlyArray<string>>(readdirSync(folder, { recursive: true }))
    .filter((file) => file.endsWith('.md'))
    .map((file) => file.replaceAll('\\', '/'))
    .sort()

describe('export', () => {
  test('behavior: what was moved out is gone, with all in it, and its old page does not show it', async () => {
    const notion = await aNotion()
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
    const notion = await aNotion()
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
    const notion = await aNotion()
    const { run, folder } = notion
    await run('export', '--everything', folder)
    await move(notion, MOVED, ELSEWHERE)
    const again = await run('export', '--everything', folder)
    expect(lines(again.out)).toMatchObject([{ gone: 0 }])
    expect(filesIn(folder)).toContain('Elsewhere/Moved/Inside.md')
  })
})

/** The titles of the pages in a backup. */
const titlesIn = (folder: string): ReadonlyArray<string> =>
  lines(readFileSync(join(folder, 'pages.jsonl'), 'utf8'))
    .map(({ page }) => JSON.stringify(page).match(/"plain_text":"([^"]*)"/)?.[1] ?? '')
    .sort()

describe('backup', () => {
  test('behavior: what was moved out is in removed.jsonl', async () => {
    const notion = await aNotion()
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
    const notion = await aNotion()
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
