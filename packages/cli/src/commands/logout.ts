/** `notion-fp logout`: deletes the stored token. */
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { ok } from '../errors/result.js'
import { deleteToken, tokenFile } from '../session/token.js'

export const logout = defineCommand({
  args: [],
  options: {},
  examples: [['logout', 'deletes the file that login wrote']],
  run: async ({ session }) => {
    const file = tokenFile(session.env)
    const deleted = await deleteToken(session.env)
    if (deleted._tag === 'Left') return deleted
    await session.note(deleted.right ? `Deleted ${file}.` : `There is no ${file}.`)
    return ok(EXIT.ok)
  },
})
