/** `notion-fp schema check`: where a data source differs from its declaration. */
import { checkSchema } from 'notion-fp/rows'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printRows } from '../output/print.js'
import { readBoth, SCHEMA_OPTIONS } from './schemaOptions.js'

export const schemaCheck = defineCommand({
  details: ['Exits with 1 if there is a difference, so that a script or CI job can react.'],
  args: [{ name: 'module', help: 'the module with the declaration' }],
  options: { ...OUTPUT_OPTIONS, ...SCHEMA_OPTIONS },
  examples: [['schema check tasks.mjs', 'lists the differences']],
  run: async ({ session, positionals: [file = ''], values }) => {
    const both = await readBoth(session, file, values)
    if (both._tag === 'Left') return both
    const { definition, source, scope } = both.right
    const drifts = checkSchema(definition, source, scope)
    const rows = async function* (): AsyncGenerator<Result<Fields>> {
      for (const { kind, property, declared, live, message } of drifts)
        yield ok({ kind, property, declared: declared ?? null, live: live ?? null, message })
    }
    const printed = await printRows(session.terminal, values, {
      rows: rows(),
      fields: ['kind', 'property', 'declared', 'live', 'message'],
      tableFields: ['kind', 'property', 'message'],
      nothing: 'No difference.',
    })
    return printed._tag === 'Left' ? printed : ok(drifts.length > 0 ? EXIT.failed : EXIT.ok)
  },
})
