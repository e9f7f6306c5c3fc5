/** `notion-fp schema plan`: the changes that make a data source match its declaration. */
import { writeFile } from 'node:fs/promises'
import { countAffected, planSchema } from 'notion-fp/rows'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printRows } from '../output/print.js'
import { readBoth, SCHEMA_OPTIONS } from './schemaOptions.js'

const parseRenames = (given: ReadonlyArray<string>): Result<{ readonly [name: string]: string }> => {
  const pairs: Array<readonly [string, string]> = []
  for (const text of given) {
    const [, from, to] = /^([^=]+)=(.+)$/s.exec(text) ?? []
    if (from === undefined || to === undefined) return fail(usageError(`--rename must be Old=New, not "${text}".`))
    pairs.push([from, to])
  }
  return ok(Object.fromEntries(pairs))
}

export const schemaPlan = defineCommand({
  details: [
    'Marks each change as safe, lossy or blocked, and counts the rows that lose something in a lossy change. Changes nothing.',
    'Use --to to write the plan, and `schema apply` to carry it out. Renames are never guessed: give them with --rename Old=New.',
  ],
  args: [{ name: 'module', help: 'the module with the declaration' }],
  options: {
    ...OUTPUT_OPTIONS,
    ...SCHEMA_OPTIONS,
    rename: { type: 'string', value: 'Old=New', multiple: true, help: 'A property that has a new name' },
    skip: { type: 'string', value: 'name', multiple: true, help: 'A property that stays as it is' },
    to: { type: 'string', value: 'file', help: 'Writes the plan as JSON' },
  },
  examples: [
    ['schema plan tasks.mjs', 'shows the changes'],
    ['schema plan tasks.mjs --rename Estimate=Effort --to plan.json', 'writes the plan'],
  ],
  run: async ({ session, positionals: [file = ''], values }) => {
    const renames = parseRenames(values.rename)
    if (renames._tag === 'Left') return renames
    const both = await readBoth(session, file, values)
    if (both._tag === 'Left') return both
    const { ctx, definition, source, scope } = both.right
    const planned = planSchema(definition, source, { ...scope, renames: renames.right, skip: values.skip })
    const plan = await countAffected(ctx, { plan: planned, signal: session.signal })()
    if (plan._tag === 'Left') return plan
    if (values.to !== undefined)
      try {
        await writeFile(values.to, `${JSON.stringify(plan.right, null, 2)}\n`)
      } catch (thrown) {
        return fail(localError(`Cannot write ${values.to}: ${messageOf(thrown)}`))
      }
    const rows = async function* (): AsyncGenerator<Result<Fields>> {
      for (const change of plan.right.changes)
        yield ok({
          class: change.class,
          property: change.property,
          message: change.message,
          loses: change.loses ?? null,
          reason: change.reason ?? null,
          rows: change.rows ?? null,
        })
    }
    const printed = await printRows(session.terminal, values, {
      rows: rows(),
      fields: ['class', 'property', 'message', 'loses', 'reason', 'rows'],
      tableFields: ['class', 'property', 'message', 'rows'],
      nothing: 'Nothing to change.',
    })
    return printed._tag === 'Left' ? printed : ok(EXIT.ok)
  },
})
