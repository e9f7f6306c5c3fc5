/**
 * Where Notion is: the real one where `NOTION_TOKEN` and `NOTION_PAGE_ID` are set, otherwise a small one in this process, which needs no
 * account.
 */
import { createSimulator } from '@notion-fp/simulator'
import { type Context, createContext } from 'notion-fp'

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'
const ARCHIVE = '2f2e2d2c-2b2a-4928-a726-252423222120'

const rows = (count: number, edited: string) =>
  Array.from({ length: count }, (_, index) => ({ Name: `Row ${index + 1}`, $created_time: edited }))

const workspace = (now: Date) => ({
  pages: [
    {
      id: HOME,
      title: 'Home',
      databases: [
        { title: 'Tasks', rows: [...rows(240, '2026-01-12T09:00:00.000Z'), ...rows(12, now.toISOString())] },
        { title: 'Projects', rows: rows(7, now.toISOString()) },
        { title: 'Archive', data_source_id: ARCHIVE, rows: rows(3, '2025-06-01T09:00:00.000Z') },
      ],
    },
  ],
})

/** A context, and the page below which the report is written. */
export const connect = async (now: Date): Promise<{ readonly ctx: Context; readonly page_id: string }> => {
  const { NOTION_TOKEN: auth, NOTION_PAGE_ID: page_id } = process.env
  if (auth && page_id) return { ctx: createContext({ auth }), page_id }
  if (auth) throw new Error('Set NOTION_PAGE_ID to the page below which the report is to be written.')
  const simulator = createSimulator()
  await simulator.load(workspace(now))
  // Archive cannot be read: the report says so.
  simulator.failNext({ status: 403, times: 10, match: ({ path }) => path.includes(ARCHIVE) })
  return { ctx: createContext({ auth: 'ntn_any', fetch: simulator.fetch, logLevel: 'silent' }), page_id: HOME }
}
