/** `notion-fp create`: a row of a data source, or a page below another one. */
import { type CreatePageSyncParams, createPage, getPage, parseId } from 'notion-fp'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { mayBeOtherKind } from '../errors/mayBeOtherKind.js'
import { ok } from '../errors/result.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import { readText } from '../session/input.js'
import { unsafeCast } from '../unsafeCast.js'
import type { Schema } from '../values/findProperty.js'
import { checkedId, findSource } from '../values/findSource.js'
import { rowFields } from '../values/pageFields.js'
import { parseAssignments } from '../values/parseAssignments.js'

/** The only property of a page that is not a row. */
export const PAGE_SCHEMA: Schema = { title: unsafeCast({ id: 'title', name: 'title', type: 'title', title: {} }) }

export const create = defineCommand({
  details: [
    'Checks values against the schema before it sends anything. How to write values:',
    '- a list: Tags=a,b',
    '- a date range: Due=2026-05-01/2026-05-04',
    '- relations and people: their ids, separated by commas',
    'Options that do not exist are an error unless you add --allow-new-options.',
  ],
  args: [
    { name: 'parent', help: 'the id or URL of a data source, a database or a page' },
    { name: 'value', help: 'such as Name=Write or Stage=Done; of a page, title=…', optional: true, rest: true },
  ],
  options: {
    ...OUTPUT_OPTIONS,
    markdown: { type: 'string', value: 'file', help: "The content, in Notion's Markdown; - is stdin" },
    icon: { type: 'string', value: 'emoji', help: 'The icon' },
    'allow-new-options': { type: 'boolean', help: 'Adds options that do not exist' },
    'dry-run': { type: 'boolean', help: 'Prints the request, and sends nothing' },
  },
  examples: [
    ['create <database> Name="Buy glass" Stage=Doing Due=2026-02-02', 'a row'],
    ['create <page> title=Notes --markdown notes.md', 'a page with content'],
  ],
  run: async ({ session, positionals: [parent = '', ...assignments], values }) => {
    const id = checkedId(parent, parseId)
    if (id._tag === 'Left') return id
    const markdown = values.markdown === undefined ? ok(undefined) : await readText(session, values.markdown)
    if (markdown._tag === 'Left') return markdown
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const source = await findSource(ctx.right, parent)
    // Neither a data source nor a database: it can only be a page.
    if (source._tag === 'Left' && !mayBeOtherKind(source.left)) return source
    const page = source._tag === 'Left' ? await getPage(ctx.right, { page_id: id.right })() : source
    if (page._tag === 'Left') return page
    const schema = source._tag === 'Right' ? source.right.properties : PAGE_SCHEMA
    const properties = parseAssignments(schema, assignments, values['allow-new-options'])
    if (properties._tag === 'Left') return properties
    const params: CreatePageSyncParams = {
      parent: source._tag === 'Right' ? { data_source_id: source.right.id } : { page_id: id.right },
      properties: properties.right,
      ...(markdown.right !== undefined && { markdown: markdown.right }),
      ...(values.icon !== undefined && { icon: { emoji: values.icon } }),
    }
    if (values['dry-run']) {
      await session.terminal.out.write(`${JSON.stringify(params, null, 2)}\n`)
      return ok(EXIT.ok)
    }
    const created = await createPage(ctx.right, params)()
    if (created._tag === 'Left') return created
    const printed = await printOne(session.terminal, values, rowFields(created.right))
    return printed._tag === 'Left' ? printed : ok(EXIT.ok)
  },
})
