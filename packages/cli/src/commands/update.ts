/** `notion-fp update`: the properties of a page, or the trash. */

import type { Context } from 'notion-fp'
import { getDataSource, getPage, isFullPage, parseId, type UpdatePageParams, updatePage } from 'notion-fp'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import type { Schema } from '../values/findProperty.js'
import { checkedId } from '../values/findSource.js'
import { rowFields } from '../values/pageFields.js'
import { parseAssignments } from '../values/parseAssignments.js'
import { PAGE_SCHEMA } from './create.js'

/** The schema of the data source of a row; for a page that is no row, only the title. */
const schemaOfPage = async (ctx: Context, page_id: string): Promise<Result<Schema>> => {
  const page = await getPage(ctx, { page_id })()
  if (page._tag === 'Left') return page
  const parent = isFullPage(page.right) ? page.right.parent : undefined
  if (parent?.type !== 'data_source_id') return ok(PAGE_SCHEMA)
  const source = await getDataSource(ctx, { data_source_id: parent.data_source_id })()
  return source._tag === 'Left' ? source : ok(source.right.properties)
}

export const update = defineCommand({
  details: [
    'Checks values as `create` does. Give an empty value, such as Due=, to remove the value. A list replaces the existing list.',
  ],
  args: [
    { name: 'page', help: 'the id or URL of a page' },
    { name: 'value', help: 'such as Stage=Done', optional: true, rest: true },
  ],
  options: {
    ...OUTPUT_OPTIONS,
    icon: { type: 'string', value: 'emoji', help: 'The icon' },
    trash: { type: 'boolean', help: 'Moves the page to the trash' },
    restore: { type: 'boolean', help: 'Takes the page from the trash' },
    'allow-new-options': { type: 'boolean', help: 'Adds options that do not exist' },
    'dry-run': { type: 'boolean', help: 'Prints the request, and sends nothing' },
  },
  examples: [
    ['update <page> Stage=Done Due=', 'sets one value and removes another'],
    ['update <page> --trash', 'moves it to the trash'],
  ],
  run: async ({ session, positionals: [given = '', ...assignments], values }) => {
    const id = checkedId(given, parseId)
    if (id._tag === 'Left') return id
    const { icon, trash, restore } = values
    if (trash && restore) return fail(usageError('--trash and --restore exclude each other.'))
    if (assignments.length === 0 && icon === undefined && !trash && !restore)
      return fail(
        usageError('There is nothing to change.', 'Give values such as Stage=Done, --icon, --trash or --restore.'),
      )
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const schema = assignments.length === 0 ? ok(PAGE_SCHEMA) : await schemaOfPage(ctx.right, id.right)
    if (schema._tag === 'Left') return schema
    const properties = parseAssignments(schema.right, assignments, values['allow-new-options'])
    if (properties._tag === 'Left') return properties
    const params: UpdatePageParams = {
      page_id: id.right,
      ...(assignments.length > 0 && { properties: properties.right }),
      ...(icon !== undefined && { icon: { emoji: icon } }),
      ...((trash || restore) && { in_trash: trash }),
    }
    if (values['dry-run']) {
      await session.terminal.out.write(`${JSON.stringify(params, null, 2)}\n`)
      return ok(EXIT.ok)
    }
    const updated = await updatePage(ctx.right, params)()
    if (updated._tag === 'Left') return updated
    const printed = await printOne(session.terminal, values, rowFields(updated.right))
    return printed._tag === 'Left' ? printed : ok(EXIT.ok)
  },
})
