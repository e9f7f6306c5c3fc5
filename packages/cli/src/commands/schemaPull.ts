/** `notion-fp schema pull`: a data source as a declaration in a module. */
import { writeFile } from 'node:fs/promises'
import { pullSchema } from 'notion-fp/rows'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError, messageOf, usageError } from '../errors/failure.js'
import { fail, ok } from '../errors/result.js'
import { findSource } from '../values/findSource.js'

export const schemaPull = defineCommand({
  details: [
    'Writes a module that declares the data source for `notion-fp/rows`, with the ids of its properties and options. The same schema gives the same text.',
  ],
  args: [{ name: 'data source', help: 'the id or URL of a data source, or of a database with one' }],
  options: {
    to: { type: 'string', value: 'file', help: 'Writes a file; default stdout' },
    name: { type: 'string', value: 'name', help: 'The name of the declaration; default the title of the data source' },
    json: { type: 'boolean', help: 'Prints errors as JSON' },
  },
  examples: [['schema pull <database> --to tasks.ts', 'writes a module']],
  run: async ({ session, positionals: [given = ''], values }) => {
    if (values.name !== undefined && !/^[A-Za-z_$][\w$]*$/.test(values.name))
      return fail(usageError(`--name must be a JavaScript identifier, not "${values.name}".`))
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const source = await findSource(ctx.right, given)
    if (source._tag === 'Left') return source
    const text = pullSchema(source.right, { name: values.name })
    if (values.to === undefined) {
      await session.terminal.out.write(text)
      return ok(EXIT.ok)
    }
    try {
      await writeFile(values.to, text)
      await session.note(`Wrote ${values.to}.`)
      return ok(EXIT.ok)
    } catch (thrown) {
      return fail(localError(`Cannot write ${values.to}: ${messageOf(thrown)}`))
    }
  },
})
