/**
 * Keeps a copy of a data source in `notion.sqlite`: the one of `NOTION_DATA_SOURCE_ID` with `NOTION_TOKEN`; without a token, one of a small
 * Notion in this process, of which rows are edited between two syncs.
 */
import { createSimulator } from '@notion-fp/simulator'
import { type Context, createContext, createPage, toPromise, updatePage } from 'notion-fp'
import { title } from 'notion-fp/props'
import { openStore, type Store } from './store.js'
import { type Synced, syncChanges, syncRemovals } from './sync.js'

const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'
const PAGES = ['4f4e4d4c-4b4a-4948-9746-000000000001', '4f4e4d4c-4b4a-4948-9746-000000000002'] as const

const MINUTE_MS = 60_000

/** 500 tasks, edited a minute after the other. */
const tasks = Array.from({ length: 500 }, (_, index) => ({
  ...(PAGES[index] && { $id: PAGES[index] }),
  Name: `Task ${index + 1}`,
  $created_time: new Date(Date.UTC(2026, 0, 1) + index * MINUTE_MS).toISOString(),
}))

const say = (what: string, { written, removed }: Synced): void =>
  console.log(`${what}: ${written} rows written, ${removed} removed`)

const sync = async (ctx: Context, store: Store, source: string): Promise<void> => {
  say('Changes', await syncChanges(ctx, store, source))
  say('Removals', await syncRemovals(ctx, store, source))
}

const onNotion = async (auth: string): Promise<Store> => {
  const source = process.env.NOTION_DATA_SOURCE_ID
  if (!source)
    throw new Error('Set NOTION_DATA_SOURCE_ID to the id of a data source that is shared with the connection.')
  const store = openStore('notion.sqlite')
  await sync(createContext({ auth }), store, source)
  return store
}

const onSimulator = async (): Promise<Store> => {
  const simulator = createSimulator()
  await simulator.load({ databases: [{ title: 'Tasks', data_source_id: TASKS, rows: tasks }] })
  const ctx = createContext({ auth: 'ntn_any', fetch: simulator.fetch })
  // In memory: the next start has a new Notion.
  const store = openStore(':memory:')

  console.log('The first sync reads everything.')
  await sync(ctx, store, TASKS)

  console.log('In Notion, one task is renamed, one goes to the trash, one is new.')
  await toPromise(updatePage(ctx, { page_id: PAGES[0], properties: { Name: title('Task 1, renamed') } }))
  await toPromise(updatePage(ctx, { page_id: PAGES[1], in_trash: true }))
  await toPromise(createPage(ctx, { parent: { data_source_id: TASKS }, properties: { Name: title('Task 501') } }))
  await sync(ctx, store, TASKS)
  return store
}

const auth = process.env.NOTION_TOKEN
const store = await (auth ? onNotion(auth) : onSimulator())
console.log('The copy, as SQL sees it:')
console.table(store.select('SELECT count(*) AS rows, max(edited) AS newest FROM rows'))
console.table(store.select('SELECT title, edited FROM rows ORDER BY edited DESC, title DESC LIMIT 3'))
store.close()
