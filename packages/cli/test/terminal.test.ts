import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { textWidth } from '../src/terminal/textWidth.js'
import { aFolder, commandFile, hasScript, runCommand, sharedNotion } from './support/command.js'
import { hasProgram, typeInto } from './support/typing.js'

const run = promisify(execFile)

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'
const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

const { notion, start, stop } = sharedNotion()
beforeAll(async () => {
  await start({
    pages: [
      {
        id: HOME,
        title: 'Home',
        databases: [
          {
            title: 'Tasks',
            data_source_id: TASKS,
            properties: { Name: 'title', Note: 'rich_text', Points: 'number' },
            rows: Array.from({ length: 250 }, (_, index) => ({
              Name: index % 2 === 0 ? `竹の柵を立てる 🎋 ${index}` : `Row ${index}`,
              Note: '長い文章が続く。'.repeat(8),
              Points: index,
            })),
          },
        ],
      },
    ],
  })
})
afterAll(stop)

/** Says loudly what is not tested on this machine. */
const needs = (name: string, isThere: boolean): boolean => {
  if (!isThere) console.warn(`SKIPPED: ${name} is not on this machine; its tests do not run.`)
  return isThere
}

const hasTerminal = needs('script of util-linux', hasScript)

/** The command in a pseudo-terminal. */
const type = async (
  args: ReadonlyArray<string>,
  typings: Parameters<typeof typeInto>[1],
  options: NonNullable<Parameters<typeof typeInto>[2]> = {},
) =>
  typeInto([process.execPath, await commandFile(), ...args], typings, {
    ...options,
    env: { ...notion().env, ...options.env },
  })

/** What a terminal shows between the moves of the cursor. */
const framesOf = (shown: string): ReadonlyArray<string> =>
  shown
    .replaceAll('\u001b[K', '')
    .split(/[\r\n]+/)
    .filter((frame) => frame !== '')

describe.runIf(hasTerminal)('prompts', () => {
  const tokenless = (): Record<string, string> => ({ NOTION_TOKEN: '', XDG_CONFIG_HOME: aFolder() })

  test('default: login asks for the token, and does not show it', async () => {
    const env = tokenless()
    const { code, shown } = await type(['login'], [{ after: 'Token of the connection', type: 'ntn_typed\r' }], { env })
    expect(code).toBe(0)
    expect(shown).toContain('Logged in as ')
    expect(shown).not.toContain('ntn_typed')
    expect(readFileSync(join(env.XDG_CONFIG_HOME ?? '', 'notion-fp', 'token'), 'utf8')).toBe('ntn_typed\n')
  })

  test('behavior: Ctrl-C at the question stores nothing', async () => {
    const env = tokenless()
    const { code, shown } = await type(['login'], [{ after: 'Token of the connection', type: 'ntn_half\u0003' }], {
      env,
    })
    expect(code).not.toBe(0)
    expect(shown).toContain('Nothing was stored.')
    expect(existsSync(join(env.XDG_CONFIG_HOME ?? '', 'notion-fp', 'token'))).toBe(false)
  })
})

describe.runIf(hasTerminal)('widths', () => {
  test.each([40, 80, 200])(
    'default: nothing is wider than %i columns, wide characters counted as two',
    async (columns) => {
      notion().simulator.setConditions({ latency: 40 })
      const table = await type(['query', TASKS, '--table', '--fields', 'Name,Note,Points'], [], { columns })
      const lines = framesOf(table.shown)
      expect(lines.filter((line) => textWidth(line) > columns)).toEqual([])
      expect(lines.some((line) => line.includes('竹の柵'))).toBe(true)
      // It takes the room that there is.
      expect(Math.max(...lines.map(textWidth))).toBeGreaterThan(Math.min(columns, 100) * 0.7)
      const backup = await type(['backup', HOME, aFolder(), '--comments', 'none'], [], { columns })
      notion().simulator.setConditions({})
      expect(backup.code).toBe(0)
      const progress = framesOf(backup.shown).filter((frame) => frame.startsWith('pages: '))
      expect(progress.length).toBeGreaterThan(1)
      // A line that reaches the last column would break, and would not be cleared.
      expect(Math.max(...progress.map(textWidth))).toBeLessThan(columns)
      expect(progress.at(-1)).toMatch(/^pages: \d+, \d+\/s, \d+ req/)
    },
  )
})

describe.runIf(hasTerminal)('narrow', () => {
  test('default: the fields of one thing are whole, and the help is wrapped', async () => {
    const { shown } = await type(['get', HOME], [], { columns: 40 })
    expect(shown).toContain(HOME)
    expect(shown).not.toContain('…')
    const help = await type(['--help'], [], { columns: 40 })
    const wide = framesOf(help.shown).filter((line) => textWidth(line) > 40)
    expect(wide.map((line) => line.trim().slice(0, 15))).toEqual(['notion-fp query'])
  })
})

describe.runIf(hasTerminal)('Ctrl-C', () => {
  test('default: a job writes down where it is, and says how to go on', async () => {
    const folder = aFolder()
    notion().simulator.setConditions({ latency: 60 })
    const { code, shown } = await type(
      ['backup', HOME, folder, '--comments', 'none'],
      [{ after: /pages: [1-9]/, type: '\u0003' }],
    )
    notion().simulator.setConditions({})
    expect(code).toBe(130)
    expect(shown).toContain('What was read is stored: the same command continues.')
    // The line of the progress is gone before anything else is written.
    expect(shown).toContain('\r\u001b[KWhat was read')
    expect(readFileSync(join(folder, 'run.jsonl'), 'utf8').split('\n').length).toBeGreaterThan(1)
    expect((await runCommand(['backup', folder], { env: notion().env })).code).toBe(0)
  })
})

describe('| head', () => {
  test.each(['--ndjson', '--csv', '--json'])('default: a reader that leaves ends %s quietly', async (form) => {
    const line = `"$0" "$1" query ${TASKS} ${form} | head -n 2; echo "code \${PIPESTATUS[0]}"`
    // Not synchronously: the Notion that it reads from is in this process.
    const { stdout: out } = await run(
      'bash',
      ['--norc', '-c', `{ ${line}; } 2>&1`, process.execPath, await commandFile()],
      {
        env: { PATH: process.env.PATH ?? '', ...notion().env },
      },
    )
    expect(out.trim().split('\n')).toHaveLength(3)
    expect(out).toMatch(/\ncode 0\n$/)
  })
})

/** A folder with the command under its name, and with the scripts of completion. */
const installed = async (
  shell: string,
): Promise<{ readonly folder: string; readonly path: string; readonly script: string }> => {
  const folder = aFolder()
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  writeFileSync(join(bin, 'notion-fp'), `#!/bin/sh\nexec '${process.execPath}' '${await commandFile()}' "$@"\n`)
  chmodSync(join(bin, 'notion-fp'), 0o755)
  const { out } = await runCommand(['completion', shell])
  const script = join(folder, shell === 'fish' ? 'notion-fp.fish' : '_notion-fp')
  writeFileSync(script, out)
  return { folder, path: `${bin}:${process.env.PATH ?? ''}`, script }
}

const CASES: ReadonlyArray<readonly [typed: string, completed: string]> = [
  ['notion-fp que', 'notion-fp query'],
  ['notion-fp schema pul', 'notion-fp schema pull'],
  ['notion-fp backup ver', 'notion-fp backup verify'],
  ['notion-fp backup x --ever', 'notion-fp backup x --everything'],
  ['notion-fp search --type da', 'notion-fp search --type data_source'],
]

describe.runIf(hasTerminal)('completion in the shells', () => {
  test('default: Bash completes what is typed', async () => {
    const { script, path } = await installed('bash')
    for (const [typed, completed] of CASES) {
      const rc = `${script}.rc`
      writeFileSync(rc, `. '${script}'\nPS1='READY> '\nbind 'set enable-bracketed-paste off'\n`)
      const { shown } = await typeInto(
        ['bash', '--noprofile', '--rcfile', rc, '-i'],
        [{ after: 'READY> ', type: `${typed}\t` }],
        {
          env: { PATH: path, TERM: 'dumb' },
          until: completed,
        },
      )
      expect(shown).toContain(completed)
    }
  })

  test.runIf(needs('zsh', hasProgram('zsh')))('default: zsh completes at the first Tab', async () => {
    const { folder, path } = await installed('zsh')
    writeFileSync(
      join(folder, '.zshrc'),
      `fpath=('${folder}' $fpath)\nautoload -Uz compinit\ncompinit -u -d '${folder}/dump'\nunsetopt zle_bracketed_paste PROMPT_SP\nunset zle_bracketed_paste\nPROMPT='READY> '\n`,
    )
    for (const [typed, completed] of CASES) {
      const { shown } = await typeInto(['zsh', '-i'], [{ after: 'READY> ', type: `${typed}\t` }], {
        env: { ZDOTDIR: folder, PATH: path, TERM: 'dumb' },
        until: completed,
      })
      expect(shown).toContain(completed)
    }
  })
})

test.runIf(needs('fish', hasProgram('fish')))('default: fish completes, with descriptions', async () => {
  const { script, path, folder } = await installed('fish')
  writeFileSync(join(folder, 'garden.txt'), '')
  const complete = (line: string): ReadonlyArray<string> =>
    execFileSync('fish', ['--no-config', '-c', `source '${script}'; complete -C '${line}'`], {
      encoding: 'utf8',
      env: { PATH: path, HOME: folder },
      cwd: folder,
    })
      .trim()
      .split('\n')
  for (const [typed, completed] of CASES) {
    expect(complete(typed).map((line) => line.split('\t')[0])).toContain(completed.split(' ').at(-1))
  }
  expect(complete('notion-fp que')).toEqual(['query\tFinds rows of a data source'])
  expect(complete('notion-fp backup gar')).toEqual(['garden.txt'])
  expect(complete('notion-fp backup verify x --ever')).toEqual([''])
})
