/** `notion-fp search`: pages and data sources by title. */
import { iterate, type PageOrDataSource, type SearchParams, search as searchPages } from 'notion-fp'
import { formatPageTitle } from 'notion-fp/props'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { ok, type Result } from '../errors/result.js'
import type { Cell, Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printRows } from '../output/print.js'
import { field } from '../values/json.js'
import { limitOf } from '../values/limitOf.js'
import { plainTextOf } from '../values/plainTextOf.js'

const TYPES = ['page', 'data_source'] as const

const FIELDS = ['title', 'object', 'id', 'url', 'last_edited_time']

const textIn = (found: PageOrDataSource, name: string): Cell => {
  const value = field(found, name)
  return typeof value === 'string' ? value : null
}

const titleOf = (found: PageOrDataSource): string => {
  const title = field(found, 'title')
  if (Array.isArray(title)) return plainTextOf(title) || 'Untitled'
  return 'properties' in found && found.object === 'page' ? formatPageTitle(found) : 'Untitled'
}

const foundFields = (found: PageOrDataSource): Fields =>
  Object.fromEntries(FIELDS.map((name) => [name, name === 'title' ? titleOf(found) : textIn(found, name)]))

/** The results, each once: the index of Notion can return one twice. */
async function* results(found: AsyncIterable<Result<PageOrDataSource>>, limit: number): AsyncGenerator<Result<Fields>> {
  const seen = new Set<string>()
  for await (const one of found) {
    if (seen.size >= limit) return
    if (one._tag === 'Left') return yield one
    if (seen.has(one.right.id)) continue
    seen.add(one.right.id)
    yield ok(foundFields(one.right))
    if (seen.size >= limit) return
  }
}

export const search = defineCommand({
  details: [
    'Without words, lists everything that is shared with the connection. Notion updates its search index with a delay, and the index can lack pages: use `query` to read all rows of a data source.',
  ],
  args: [{ name: 'words', help: 'words of the title', optional: true, rest: true }],
  options: {
    ...OUTPUT_OPTIONS,
    type: { type: 'string', choices: TYPES, help: 'Only pages, or only data sources' },
    limit: { type: 'string', value: 'number', help: 'Prints at most so many' },
    trash: { type: 'boolean', help: 'Finds what is in the trash' },
  },
  examples: [
    ['search meeting notes', 'by title'],
    ['search --type data_source', 'all data sources'],
  ],
  run: async ({ session, positionals, values }) => {
    const limit = limitOf(values.limit)
    if (limit._tag === 'Left') return limit
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const trash = values.trash ? { in_trash: true } : {}
    const type = TYPES.find((one) => one === values.type)
    const filter = type
      ? { filter: { property: 'object' as const, value: type, ...trash } }
      : values.trash
        ? { filter: { in_trash: true } }
        : {}
    const params: SearchParams = {
      query: positionals.join(' '),
      ...filter,
      page_size: Math.min(100, Math.max(1, limit.right)),
    }
    const printed = await printRows(session.terminal, values, {
      rows: results(iterate(searchPages)(ctx.right, params), limit.right),
      fields: FIELDS,
      tableFields: ['title', 'object', 'id'],
    })
    return printed._tag === 'Left' ? printed : ok(EXIT.ok)
  },
})
