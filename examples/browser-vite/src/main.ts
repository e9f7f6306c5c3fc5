/** Lists the pages that the connection sees, and shows the one that is chosen. There is no token here: the proxy has it. */
import { toHtml } from '@notion-fp/markdown'
import { createContext, getAllPages, isFullPage, type Page, toPromise } from 'notion-fp'
import { getBlockTree } from 'notion-fp/blocks'
import { formatPageTitle } from 'notion-fp/props'

const ctx = createContext({ auth: 'session', baseUrl: `${location.origin}/notion` })

const show = (selector: string, html: string): void => {
  const element = document.querySelector(selector)
  if (element) element.innerHTML = html
}

/** All text of Notion is escaped by `toHtml`, and titles here. */
const escaped = (text: string): string => text.replace(/[&<>]/g, (found) => `&#${found.charCodeAt(0)};`)

const read = async (pages: ReadonlyArray<Page>): Promise<void> => {
  const page = pages.find(({ id }) => location.hash === `#${id}`) ?? pages[0]
  if (!page) return show('#page', 'No page is shared with the connection.')
  const tree = await getBlockTree(ctx, { block_id: page.id })()
  const content = tree._tag === 'Right' ? toHtml(tree.right).html : `<p>${escaped(tree.left.message)}</p>`
  show('#page', `<h1>${escaped(formatPageTitle(page))}</h1>${content}`)
}

const pages = (await toPromise(getAllPages(ctx))).filter(isFullPage)
show('#pages', pages.map((page) => `<a href="#${page.id}">${escaped(formatPageTitle(page))}</a>`).join(''))
addEventListener('hashchange', () => void read(pages))
await read(pages)
