/** `notion-fp login`: checks a token, and stores it. */
import { getBotUser } from 'notion-fp'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { openContext } from '../session/openContext.js'
import type { Session } from '../session/session.js'
import { cleanToken, findToken, storeToken, type Token } from '../session/token.js'
import { printable } from '../terminal/textWidth.js'
import { nameOf } from '../values/nameOf.js'

const ask = async ({ terminal }: Session): Promise<Result<Token>> => {
  if (!terminal.isInteractive) return cleanToken(new TextDecoder().decode(await terminal.readStdin()), 'stdin')
  const { isCancel, password } = await import('@clack/prompts')
  const given = await password({
    message: 'Token of the connection (from https://www.notion.so/profile/integrations)',
    output: process.stderr,
  })
  return isCancel(given) ? fail(localError('Nothing was stored.')) : cleanToken(given, 'the answer')
}

export const login = defineCommand({
  details: [
    'Asks for the token on a terminal, or reads it from stdin. The token is never an argument, because others on this machine can see arguments. The file has mode 600.',
  ],
  args: [],
  options: {},
  examples: [
    ['login', 'asks for the token'],
    ['login < token.txt', 'reads it from a file'],
    ['login --token-file ~/secret', 'reads it from a file that only you can read'],
  ],
  run: async ({ session, values }) => {
    const { env, terminal } = session
    const file = values['token-file']
    const token = file === undefined ? await ask(session) : await findToken(env, file, terminal.readStdin)
    if (token._tag === 'Left') return token
    const connection = { tokenFile: undefined, isVerbose: values.verbose, signal: session.signal }
    const ctx = await openContext({ ...env, NOTION_TOKEN: token.right.token }, terminal, connection)
    if (ctx._tag === 'Left') return ctx
    const user = await getBotUser(ctx.right)()
    if (user._tag === 'Left') return user
    const stored = await storeToken(env, token.right.token)
    if (stored._tag === 'Left') return stored
    await session.note(`Logged in as ${printable(nameOf(user.right))}. The token is in ${stored.right}.`)
    return ok(EXIT.ok)
  },
})
