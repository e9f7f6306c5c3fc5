/** Reads the workspace for the page to show: the tree of pages, the tables, and the content of one page. */
import { type FrontMatterValue, frontMatterOf, toHtml } from '@notion-fp/markdown'
import type { Simulator } from '@notion-fp/simulator'
import type { Context, DataSource, Page } from 'notion-fp'
import { createContext, getDatabase, isFullDatabase, isFullDataSource, isFullPage, iterate, search } from 'notion-fp'
import { getBlockTree } from 'notion-fp/blocks'
import { formatPageTitle, plainText } from 'notion-fp/props'
import type { Table, TreeItem, WorkspaceView } from './messages'
import { OWN_TOKEN } from './notion'

/** More rows of a table are counted, not shown. */
const MAX_ROWS = 50

/** More pages and data sources are not read: a view of all rows of a large table serves nobody. */
const MAX_FOUND = 1_000

/** How the page itself looks at the workspace: nothing is cached, paced or retried. */
export const ownContext = (simulator: Simulator): Context =>
  createContext({
    auth: OWN_TOKEN,
    fetch: (url, init) => simulator.fetch(url, init),
    logLevel: 'silent',
    cache: false,
    rateLimit: false,
    retry: false,
  })

/** What a search has found. */
interface Found {
  readonly pages: ReadonlyArray<Page>
  readonly dataSources: ReadonlyArray<DataSource>
  /** The page that each database is on, by the id of the database. */
  readonly pageOfDatabase: ReadonlyMap<string, string>
}

const readAll = async (ctx: Context): Promise<Found> => {
  const pages: Array<Page> = []
  const dataSources: Array<DataSource> = []
  for await (const found of iterate(search)(ctx, {
    sort: { timestamp: 'last_edited_time', direction: 'descending' },
  })) {
    if (found._tag === 'Left' || pages.length + dataSources.length >= MAX_FOUND) break
    if (isFullPage(found.right)) pages.push(found.right)
    else if (isFullDataSource(found.right)) dataSources.push(found.right)
  }
  const pageOfDatabase = new Map<string, string>()
  for (const { parent } of dataSources) {
    if (parent.type !== 'database_id' || pageOfDatabase.has(parent.database_id)) continue
    const database = await getDatabase(ctx, { database_id: parent.database_id })()
    if (database._tag === 'Right' && isFullDatabase(database.right) && database.right.parent.type === 'page_id')
      pageOfDatabase.set(parent.database_id, database.right.parent.page_id)
  }
  // A search names the latest first.
  return { pages: pages.reverse(), dataSources: dataSources.reverse(), pageOfDatabase }
}

const iconOf = ({ icon }: Page | DataSource): string | undefined => (icon?.type === 'emoji' ? icon.emoji : undefined)

const titleOf = (dataSource: DataSource): string => plainText(dataSource.title) || 'Untitled'

/** Where something belongs in the tree: below a page, below a data source, or at the top. */
const placeOf =
  ({ pageOfDatabase }: Found) =>
  ({ parent }: Page | DataSource): string | undefined => {
    if (parent.type === 'page_id') return parent.page_id
    if (parent.type === 'data_source_id') return parent.data_source_id
    return parent.type === 'database_id' ? pageOfDatabase.get(parent.database_id) : undefined
  }

/** The tree of pages. Rows are in the tables instead. */
const treeOf = (found: Found): ReadonlyArray<TreeItem> => {
  const place = placeOf(found)
  const isRow = ({ parent }: Page): boolean => parent.type === 'data_source_id'
  const pages = found.pages.filter((page) => !isRow(page))
  const itemOf = (item: Page | DataSource): TreeItem => ({
    id: item.id,
    kind: item.object,
    title: (item.object === 'page' ? formatPageTitle(item) : titleOf(item)) || 'Untitled',
    icon: iconOf(item),
    below: [...pages, ...found.dataSources].filter((other) => place(other) === item.id).map(itemOf),
  })
  return [...pages, ...found.dataSources].filter((item) => place(item) === undefined).map(itemOf)
}

/** A value of front matter in a cell. Related pages are ids, shown by their titles. */
const cellOf =
  (titles: ReadonlyMap<string, string>) =>
  (value: FrontMatterValue | undefined): string => {
    if (value === null || value === undefined) return ''
    if (value === true) return '✓'
    if (value === false) return ''
    if (typeof value === 'object') {
      if (Array.isArray(value)) return value.map(cellOf(titles)).join(', ')
      return Object.values(value).map(cellOf(titles)).join(' – ')
    }
    return titles.get(String(value)) ?? String(value)
  }

const tableOf =
  ({ pages }: Found, titles: ReadonlyMap<string, string>) =>
  (dataSource: DataSource): Table => {
    const columns = Object.values(dataSource.properties)
    const isTitle = ({ type }: { readonly type: string }): boolean => type === 'title'
    const names = columns.filter((column) => !isTitle(column)).map(({ name }) => name)
    const rows = pages.filter(
      ({ parent }) => parent.type === 'data_source_id' && parent.data_source_id === dataSource.id,
    )
    return {
      id: dataSource.id,
      title: titleOf(dataSource),
      columns: [...columns.filter(isTitle).map(({ name }) => name), ...names],
      rows: rows.slice(0, MAX_ROWS).map((row) => {
        const values = frontMatterOf(row)
        return { id: row.id, cells: [formatPageTitle(row), ...names.map((name) => cellOf(titles)(values[name]))] }
      }),
      more: Math.max(0, rows.length - MAX_ROWS),
    }
  }

/** Reads the tree and the tables. */
export const readWorkspace = async (ctx: Context): Promise<WorkspaceView> => {
  const found = await readAll(ctx)
  const titles = new Map(found.pages.map((page) => [page.id, formatPageTitle(page)]))
  return { tree: treeOf(found), tables: found.dataSources.map(tableOf(found, titles)) }
}

/** Reads the content of a page as HTML, in which every text is escaped. */
export const readPageHtml = async (ctx: Context, id: string): Promise<string> => {
  const tree = await getBlockTree(ctx, { block_id: id })()
  return tree._tag === 'Right' ? toHtml(tree.right).html : ''
}
