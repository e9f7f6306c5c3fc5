/** A workspace in which pages and databases are moved between runs. */
import { join } from 'node:path'
import type { JsonObject } from '@notion-fp/simulator'
import { createContext, getDatabase, getDataSource, movePage, updateDatabase } from 'notion-fp'
import { expect } from 'vitest'
import { aFolder, serve } from './command.js'
import { runInProcess } from './inProcess.js'

export const HOME = '31111111-0000-4000-8000-000000000001'

export const FROM = '31111111-0000-4000-8000-000000000002'

export const MOVED = '31111111-0000-4000-8000-000000000003'

export const OTHER = '31111111-0000-4000-8000-000000000004'

export const ELSEWHERE = '31111111-0000-4000-8000-000000000005'

export const TASKS = '31111111-0000-4000-8000-000000000006'

export const CONTENTS: JsonObject = {
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

/** The pages, and the command on them; what closes them is added to a list. */
export const aNotion = async (closing: Array<() => Promise<void>>) => {
  const { simulator, env, close } = await serve(CONTENTS)
  closing.push(close)
  const ctx = createContext({ auth: 'ntn_test', fetch: simulator.fetch, rateLimit: false })
  return { ctx, folder: join(aFolder(), 'copy'), run: (...args: ReadonlyArray<string>) => runInProcess(args, { env }) }
}

export type Notion = Awaited<ReturnType<typeof aNotion>>

export const move = async ({ ctx }: Notion, page_id: string, to: string): Promise<void> => {
  const moved = await movePage(ctx, { page_id, parent: { type: 'page_id', page_id: to } })()
  expect(moved).toMatchObject({ _tag: 'Right' })
}

export const moveTasks = async ({ ctx }: Notion, to: string): Promise<void> => {
  const source = await getDataSource(ctx, { data_source_id: TASKS })()
  const database_id = String(Reflect.get(Object(Reflect.get(Object(source), 'right')).parent, 'database_id'))
  const moved = await updateDatabase(ctx, { database_id, parent: { type: 'page_id', page_id: to } })()
  expect(moved).toMatchObject({ _tag: 'Right' })
  expect(await getDatabase(ctx, { database_id })()).toMatchObject({ right: { parent: { page_id: to } } })
}
