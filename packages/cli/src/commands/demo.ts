/** `notion-fp demo`: some commands on the embedded Notion, one after the other. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { localError } from '../errors/failure.js'
import { fail, ok } from '../errors/result.js'
import { shellWords } from '../errors/shellWords.js'

const TASKS = '2f2e2d2c2b2a4928a726252423222120'
const HOME = '0f0e0d0c0b0a49088706050403020100'

const STEPS: ReadonlyArray<readonly [what: string, line: ReadonlyArray<string>]> = [
  ['What is shared with the connection', ['search']],
  ['The content of a page', ['tree', HOME, '--fields', 'text,type']],
  [
    'Rows, with filters that know the schema',
    ['query', TASKS, 'Stage!=Done', 'Due<2026-03-01', '--sort', 'Points:desc', '--fields', 'Name,Stage,Points,Due'],
  ],
  ['A mistake, before any row is read', ['query', TASKS, 'Stage=Don']],
  [
    'A new row',
    [
      'create',
      TASKS,
      'Name=Paint the fence',
      'Stage=Doing',
      'Tags=garden,home',
      'Due=2026-05-01',
      '--fields',
      'Name,Stage,Tags,Due',
    ],
  ],
  ['A paragraph', ['append', HOME, 'The fence needs paint.', '--fields', 'blocks,requests']],
  ['All rows as CSV', ['query', TASKS, '--csv', '--fields', 'Name,Stage,Points']],
]

/** The command, with what runs the others. */
export const demoOf = (run: (line: ReadonlyArray<string>) => Promise<number>) =>
  defineCommand({
    details: ['Needs no account, and changes nothing of yours.'],
    args: [],
    options: {},
    examples: [['demo', 'shows the best of it']],
    run: async ({ session }) => {
      const { out } = session.terminal
      const folder = await mkdtemp(join(tmpdir(), 'notion-fp-demo-'))
      const state = join(folder, 'state.json')
      try {
        for (const [what, line] of STEPS) {
          if (session.signal.aborted) return ok(EXIT.ok)
          await out.write(`\n# ${what}\n$ notion-fp ${shellWords(line)}\n`)
          const code = await run([...line, ...(line.includes('--csv') ? [] : ['--table']), '--simulator-state', state])
          if (code !== 0 && !what.startsWith('A mistake'))
            return fail(localError(`The demo stopped: exit code ${code}.`))
        }
        await out.write('\nEach of these works on your own workspace after `notion-fp login`.\n')
        return ok(EXIT.ok)
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
  })
