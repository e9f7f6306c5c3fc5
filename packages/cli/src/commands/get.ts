/** `notion-fp get`: one page, database, data source or block. */
import { getPageMarkdown, parseId } from 'notion-fp'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { ok } from '../errors/result.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printOne, rawFormat } from '../output/print.js'
import { findObject, OBJECT_KINDS } from '../values/findObject.js'
import { checkedId } from '../values/findSource.js'

export const get = defineCommand({
  args: [{ name: 'id', help: 'the id or URL of a page, database, data source or block' }],
  options: {
    ...OUTPUT_OPTIONS,
    type: { type: 'string', choices: OBJECT_KINDS, help: 'What the id is of; saves requests' },
    markdown: { type: 'boolean', help: "Prints the content of a page as Notion's Markdown" },
    raw: { type: 'boolean', help: 'Prints the object as the API returns it' },
  },
  examples: [
    ['get <page>', 'the properties of a page'],
    ['get <page> --markdown', 'its content'],
    ['get <database> --fields data_sources', 'the data sources of a database'],
  ],
  run: async ({ session, positionals: [given = ''], values }) => {
    const { out } = session.terminal
    const format = rawFormat(values)
    if ((values.raw || values.markdown) && format._tag === 'Left') return format
    if (values.markdown) {
      const id = checkedId(given, parseId)
      if (id._tag === 'Left') return id
      const ctx = await session.context()
      if (ctx._tag === 'Left') return ctx
      const markdown = await getPageMarkdown(ctx.right, { page_id: id.right })()
      if (markdown._tag === 'Left') return markdown
      const { markdown: text, truncated, unknown_block_ids } = markdown.right
      await out.write(values.json ? `${JSON.stringify(markdown.right, null, 2)}\n` : `${text.replace(/\n?$/, '\n')}`)
      if (!truncated && unknown_block_ids.length === 0) return ok(EXIT.ok)
      await session.note(
        `notion-fp: Notion left out a part: ${unknown_block_ids.join(', ') || 'the page is too long'}.`,
      )
      return ok(EXIT.partial)
    }
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const found = await findObject(
      ctx.right,
      given,
      OBJECT_KINDS.find((kind) => kind === values.type),
    )
    if (found._tag === 'Left') return found
    if (values.raw) {
      await out.write(`${JSON.stringify(found.right.raw, null, values.json || out.isTerminal ? 2 : 0)}\n`)
      return ok(EXIT.ok)
    }
    const printed = await printOne(session.terminal, values, found.right.fields)
    return printed._tag === 'Left' ? printed : ok(EXIT.ok)
  },
})
