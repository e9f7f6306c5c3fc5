/** `notion-fp doctor`: what works, and what does not. */
import { type Context, DEFAULT_NOTION_VERSION, getBotUser, getUsers, search } from 'notion-fp'
import { defineCommand } from '../command.js'
import { describe } from '../errors/describe.js'
import { EXIT, exitCodeOf } from '../errors/exitCode.js'
import type { Failure } from '../errors/failure.js'
import { ok, type Result } from '../errors/result.js'
import type { Fields } from '../output/cell.js'
import { OUTPUT_OPTIONS } from '../output/outputOptions.js'
import { printRows } from '../output/print.js'
import { findToken } from '../session/token.js'
import { nameOf } from '../values/nameOf.js'

type Check = Readonly<Record<'check' | 'result' | 'details', string>>

const line = (check: string, result: 'ok' | 'note' | 'failed', details: string): Check => ({ check, result, details })

const failed = (check: string, failure: Failure): Check => {
  const { message, hint = '', request_id } = describe(failure)
  return line(check, 'failed', [message, hint, request_id && `Request id: ${request_id}`].filter(Boolean).join(' '))
}

interface Found {
  /** The exit code. */
  code: number
}

async function* requests(ctx: Context, found: Found): AsyncGenerator<Check> {
  const startedAt = performance.now()
  const bot = await getBotUser(ctx)()
  const elapsed = Math.round(performance.now() - startedAt)
  if (bot._tag === 'Left') {
    found.code = exitCodeOf(bot.left)
    return yield failed('connection', bot.left)
  }
  yield line('connection', 'ok', `${nameOf(bot.right)}, ${elapsed} ms`)
  const shared = await search(ctx, { page_size: 1 })()
  if (shared._tag === 'Left') {
    found.code = exitCodeOf(shared.left)
    yield failed('contents', shared.left)
  } else
    yield shared.right.results.length > 0
      ? line('contents', 'ok', 'something is shared with the connection')
      : line('contents', 'note', 'nothing is shared with the connection yet: ••• > Connections of a page')
  const users = await getUsers(ctx, { page_size: 1 })()
  yield users._tag === 'Right'
    ? line('users', 'ok', 'the connection may read the members of the workspace')
    : users.left._tag === 'PermissionError'
      ? line('users', 'note', 'the connection may not read the members of the workspace')
      : failed('users', users.left)
}

export const doctor = defineCommand({
  details: ['Exits with 0 if everything that the commands need works.'],
  args: [],
  options: OUTPUT_OPTIONS,
  examples: [['doctor', 'checks the token, the connection and what is shared']],
  run: async ({ session, values }) => {
    const { env, terminal, isSimulated } = session
    const found: Found = { code: EXIT.ok }
    const checks = async function* (): AsyncGenerator<Result<Fields>> {
      yield ok(line('node', 'ok', process.version))
      yield ok(
        line(
          'api',
          'ok',
          `${isSimulated ? 'embedded' : (env.NOTION_BASE_URL ?? 'https://api.notion.com')}, version ${env.NOTION_VERSION || DEFAULT_NOTION_VERSION}`,
        ),
      )
      if (!isSimulated) {
        const file = values['token-file']
        // Stdin can be read only once, and the context reads it.
        const token = file === '-' ? ok({ from: 'stdin' }) : await findToken(env, file, terminal.readStdin)
        if (token._tag === 'Left') {
          found.code = exitCodeOf(token.left)
          return yield ok(failed('token', token.left))
        }
        yield ok(line('token', 'ok', `from ${token.right.from}`))
      }
      const ctx = await session.context()
      if (ctx._tag === 'Left') {
        found.code = exitCodeOf(ctx.left)
        return yield ok(failed('settings', ctx.left))
      }
      for await (const check of requests(ctx.right, found)) yield ok(check)
    }
    const printed = await printRows(terminal, values, { rows: checks(), fields: ['check', 'result', 'details'] })
    return printed._tag === 'Left' ? printed : ok(found.code)
  },
})
