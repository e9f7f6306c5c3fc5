/** Prints the pages that are shared with the connection, and the one that was edited last, whole, as Markdown. */
import { toMarkdown } from '@notion-fp/markdown'
import { getAllPages, isFullPage, toPromise } from 'notion-fp'
import { getBlockTree } from 'notion-fp/blocks'
import { formatPageTitle } from 'notion-fp/props'
import { connect } from './notion.js'

const ctx = await connect()

const found = await toPromise(getAllPages(ctx, { sort: { timestamp: 'last_edited_time', direction: 'descending' } }))
const pages = found.filter(isFullPage)
for (const page of pages) console.log(page.last_edited_time.slice(0, 10), formatPageTitle(page), page.url)

const [newest] = pages
if (newest) {
  // All blocks, however many and however deep, in as few requests as it takes.
  const tree = await toPromise(getBlockTree(ctx, { block_id: newest.id }))
  const { markdown, losses } = toMarkdown(tree)
  console.log(`\n# ${formatPageTitle(newest)}\n\n${markdown}`)
  console.log(`Read in ${tree.requests} requests.`)
  for (const { what, why } of losses) console.log(`Not in the Markdown: ${what}, as ${why}.`)
} else console.log('No page is shared with this connection: open a page in Notion, ••• → Connections, and choose it.')
