/** Lists the pages that the connection sees, and shows the one that is chosen. There is no token here: the proxy has it. */
import { toHtml } from '@notion-fp/markdown'
import { createContext, getAllPages, isFullPage, type NotionError, type Page } from 'notion-fp'
import { getBlockTree } from 'notion-fp/blocks'
import { formatPageTitle } from 'notion-fp/props'

const ctx = createContext({ auth: 'session', baseUrl: `${location.origin}/notion` })

const show = (selector: string, html: string): void => {
  const element = document.querySelector(selector)
  if (element) element.innerHTML = html
}

/** `toHtml` escapes what is in a page; this is for the rest. */
const escaped = (text: string): string => text.replace(/[&<>]/g, (found) => `&#${found.charCodeAt(0)};`)

const linkTo = (page: Page): string => `<a href="#${page.id}">${escaped(formatPageTitle(page))}</a>`

const problem = ({ message }: NotionError): string => `<p role="alert">${escaped(message)}</p>`

const chosen = (pages: ReadonlyArray<Page>): Page | undefined =>
  pages.find(({ id }) => location.hash === `#${id}`) ?? pages[0]

const read = async (pages: ReadonlyArray<Page>): Promise<void> => {
  const page = chosen(pages)
  if (!page) return show('#page', '<p>No page is shared with the connection.</p>')
  const tree = await getBlockTree(ctx, { block_id: page.id })()
  // Another page may have been chosen meanwhile.
  if (page !== chosen(pages)) return
  const content = tree._tag === 'Right' ? toHtml(tree.right).html : problem(tree.left)
  show('#page', `<h1>${escaped(formatPageTitle(page))}</h1>${content}`)
}

const found = await getAllPages(ctx)()
if (found._tag === 'Left') show('#page', problem(found.left))
else {
  const pages = found.right.filter(isFullPage)
  show('#pages', pages.map(linkTo).join(''))
  addEventListener('hashchange', () => void read(pages))
  await read(pages)
}
