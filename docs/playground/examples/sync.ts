// Keep a copy of a table up to date: first all rows, then only what has changed.
import { createContext, type Page, updatePage } from 'notion-fp'
import { type Checkpoint, changes } from 'notion-fp/changes'
import { checkbox, formatPageTitle } from 'notion-fp/props'

const ctx = createContext({ auth: 'ntn_playground' })
const data_source_id = '2f2e2d2c2b2a4928a726252423222120'

const copy = new Map<string, Page>()
let since: Checkpoint | undefined

const update = async (): Promise<void> => {
  const changed: Array<string> = []
  for await (const change of changes(ctx, { data_source_id, since })) {
    if (change._tag === 'Left') throw new Error(change.left.message)
    const item = change.right
    if (item._tag === 'Upsert') {
      copy.set(item.page.id, item.page)
      changed.push(formatPageTitle(item.page))
    }
    if (item._tag === 'Gone') copy.delete(item.id)
    // A program would store it: it is JSON, and another process can go on from it.
    if (item._tag === 'Checkpoint') since = item
  }
  console.log(`${changed.length} changed: ${changed.join(', ') || 'nothing'}`)
}

await update()
await update()

const [first] = copy.keys()
if (first) await updatePage(ctx, { page_id: first, properties: { Done: checkbox(true) } })()
await update()
