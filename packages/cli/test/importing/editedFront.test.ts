/** Files that are edited between a run of an import that stopped and the one that goes on. */

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JsonObject } from '@notion-fp/simulator'
import { afterEach, expect, test } from 'vitest'
import { aFolder, lines, serve } from '../support/command.js'
import { runInProcess } from '../support/inProcess.js'

const TARGET = '41111111-0000-4000-8000-000000000001'

const TASKS = '41111111-0000-4000-8000-000000000002'

const CONTENTS: JsonObject = {
  pages: [
    {
      id: TARGET,
      title: 'Target',
      databases: [
        {
          title: 'Tasks',
          data_source_id: TASKS,
          properties: {
            Name: 'title',
            Stage: ['Idea', 'Done'],
            Points: 'number',
            Tags: { multi_select: ['a', 'b'] },
            Done: 'checkbox',
            Due: 'date',
          },
          rows: [],
        },
      ],
    },
  ],
}

const closing: Array<() => Promise<void>> = []

afterEach(() => Promise.all(closing.splice(0).map((close) => close())))

const aNotion = async () => {
  const { simulator, env: served, close } = await serve(CONTENTS, { now: () => new Date() })
  closing.push(close)
  const env = { ...served, NOTION_RETRY_ATTEMPTS: '1' }
  return { simulator, run: (...args: ReadonlyArray<string>) => runInProcess(args, { env }) }
}

/** Stops an import before the first content is written: everything is created by then. */
const stopAtContent = async ({ simulator, run }: Awaited<ReturnType<typeof aNotion>>, folder: string, into: string) => {
  simulator.setConditions({
    faults: [{ status: 401, match: ({ method, path }) => method === 'PATCH' && path.endsWith('/children') }],
  })
  const stopped = await run('import', folder, '--into', into, '--yes')
  expect(stopped).toMatchObject({ code: 3 })
  expect(stopped.err).toContain('run the same command to continue')
  simulator.setConditions({})
}

const aRow = (title: string, front: string, body = 'text'): string => `---\ntitle: ${title}\n${front}---\n\n${body}\n`

test('behavior: values of a row that were edited, added and removed are those of the file', async () => {
  const notion = await aNotion()
  const folder = aFolder()
  const file = join(folder, 'Dig.md')
  writeFileSync(
    file,
    aRow('Dig', 'Stage: Idea\nPoints: 3\nTags: [a, b]\nDone: true\nDue: 2026-01-02\nnotion_icon: 🌱\n'),
  )
  await stopAtContent(notion, folder, TASKS)
  writeFileSync(file, aRow('Dig a hole', 'Stage: Done\nPoints: 5\nDue: 2026-03-04\n', 'another text'))
  expect(await notion.run('import', folder, '--into', TASKS, '--yes')).toMatchObject({ code: 0 })
  const rows = lines((await notion.run('query', TASKS)).out)
  expect(rows).toMatchObject([
    { Name: 'Dig a hole', Stage: 'Done', Points: 5, Due: '2026-03-04', Tags: [], Done: false },
  ])
  const page = await notion.run('get', String(rows[0]?.id), '--raw')
  expect(lines(page.out)).toMatchObject([{ icon: null }])
  expect((await notion.run('get', String(rows[0]?.id), '--markdown')).out).toBe('another text\n')
})

test('behavior: title, icon and cover of a page and of a database that were edited are those of the file', async () => {
  const notion = await aNotion()
  const folder = aFolder()
  mkdirSync(join(folder, 'Home'))
  const database = (title: string, icon: string, more = ''): string =>
    `---\ntitle: ${title}\nnotion_type: data_source\nnotion_icon: ${icon}\nnotion_properties:\n  Name:\n    type: title\n    title: {}\n${more}---\n`
  writeFileSync(join(folder, 'Home.md'), aRow('Home', 'notion_icon: 🌱\n'))
  writeFileSync(join(folder, 'Home', 'List.md'), database('List', '📋'))
  await stopAtContent(notion, folder, TARGET)
  writeFileSync(join(folder, 'Home.md'), aRow('At home', 'notion_cover: https://example.com/cover.png\n'))
  const points = '  Points:\n    type: number\n    number: {}\n'
  writeFileSync(join(folder, 'Home', 'List.md'), database('Lists', '📗', points))
  const again = await notion.run('import', folder, '--into', TARGET, '--yes')
  expect(again).toMatchObject({ code: 0 })
  expect(again.err).toContain('Home/List.md: properties: they were edited after the database had been created')
  const found = lines((await notion.run('search')).out)
  expect(found.map(({ title }) => title)).toEqual(expect.arrayContaining(['At home', 'Lists']))
  const home = found.find(({ title }) => title === 'At home')
  expect(lines((await notion.run('get', String(home?.id), '--raw')).out)).toMatchObject([
    { icon: null, cover: { external: { url: 'https://example.com/cover.png' } } },
  ])
})

test('behavior: what was not edited is not written again', async () => {
  const notion = await aNotion()
  const folder = aFolder()
  writeFileSync(join(folder, 'Dig.md'), aRow('Dig', 'Stage: Idea\n'))
  await stopAtContent(notion, folder, TASKS)
  const before = notion.simulator.journal.length
  expect(await notion.run('import', folder, '--into', TASKS, '--yes')).toMatchObject({ code: 0 })
  const writes = notion.simulator.journal
    .slice(before)
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/query'))
  expect(writes.map(({ method, path }) => `${method} ${path.replace(/[\da-f-]{36}/, '…')}`)).toEqual([
    'PATCH /v1/blocks/…/children',
  ])
})
