/** `notion-fp schema apply`: carries out a plan. */
import { applySchema, type SchemaPlan } from 'notion-fp/rows'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { readResume } from '../errors/resume.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printRows } from '../output/print.js'
import { readJson } from '../session/input.js'
import { unsafeCast } from '../unsafeCast.js'

const isResume = (value: unknown): value is { readonly plan: SchemaPlan; readonly allow: ReadonlyArray<string> } =>
  typeof value === 'object' && value !== null && 'plan' in value && 'allow' in value

export const schemaApply = defineCommand({
  details: [
    'Makes a change that may lose something only if --allow names its property. Changes nothing if the schema is not the one that the plan was made for.',
  ],
  args: [{ name: 'plan', help: 'the file that `schema plan --to` wrote' }],
  options: {
    ...OUTPUT_OPTIONS,
    allow: { type: 'string', value: 'name', multiple: true, help: 'A property that may lose something' },
    resume: { type: 'string', value: 'file', help: 'Continues a run that stopped' },
  },
  examples: [['schema apply plan.json --allow Stage', 'makes the changes, also those that lose something of Stage']],
  run: async ({ session, positionals: [file = ''], values }) => {
    const resume = await readResume(values.resume)
    if (resume._tag === 'Left') return resume
    if (values.resume !== undefined && !isResume(resume.right))
      return fail(
        usageError(
          `--resume: ${values.resume} was not written by \`schema apply\`.`,
          'Give the file that `schema apply` named when it stopped.',
        ),
      )
    const plan = await readJson(session, 'the plan', `@${file}`)
    if (plan._tag === 'Left') return plan
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const params = isResume(resume.right)
      ? resume.right
      : // The job checks that it is a plan.
        { plan: unsafeCast<SchemaPlan>(plan.right), allow: values.allow }
    const report = await applySchema(ctx.right, { ...params, signal: session.signal })()
    if (report._tag === 'Left') return report
    const { applied, already } = report.right
    const rows = async function* (): AsyncGenerator<Result<Fields>> {
      for (const { property, message } of applied) yield ok({ result: 'changed', property, message })
      for (const { property, message } of already) yield ok({ result: 'was so already', property, message })
    }
    const printed = await printRows(session.terminal, values, {
      rows: rows(),
      fields: ['result', 'property', 'message'],
      nothing: 'Nothing to change.',
    })
    return printed._tag === 'Left' ? printed : ok(EXIT.ok)
  },
})
