/** `notion-fp whoami`: the connection of the token. */
import { getBotUser, type User } from 'notion-fp'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { ok } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printOne } from '../output/print.js'
import { nameOf } from '../values/nameOf.js'

/** The connection, as the API describes it. */
export const userFields = (user: User): Fields => {
  const bot = 'bot' in user && user.type === 'bot' ? user.bot : undefined
  return {
    id: user.id,
    name: nameOf(user),
    type: user.type,
    workspace: bot?.workspace_name ?? null,
    workspace_id: bot?.workspace_id ?? null,
    max_upload_bytes: bot?.workspace_limits?.max_file_upload_size_in_bytes ?? null,
  }
}

export const whoami = defineCommand({
  args: [],
  options: OUTPUT_OPTIONS,
  examples: [
    ['whoami', 'the connection, and its workspace'],
    ['whoami --json', 'the same as JSON'],
  ],
  run: async ({ session, values }) => {
    const ctx = await session.context()
    if (ctx._tag === 'Left') return ctx
    const user = await getBotUser(ctx.right)()
    if (user._tag === 'Left') return user
    const printed = await printOne(session.terminal, values, userFields(user.right))
    return printed._tag === 'Left' ? printed : ok(EXIT.ok)
  },
})
