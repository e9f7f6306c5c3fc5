import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { aFolder, commandFile, runCommand } from '../support/command.js'
import { hasTerminal, needs } from '../support/hasTerminal.js'
import { hasProgram, typeInto } from '../support/typing.js'

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

describe('completion', () => {
  const complete = async (...words: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
    const { out } = await runCommand(['completion', 'bash'])
    const script = `${out}\nCOMP_WORDS=(notion-fp ${words.map((word) => `'${word}'`).join(' ')})\nCOMP_CWORD=${words.length}\n_notion_fp\necho "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split(' ')
  }

  test('default: commands, subcommands, options and their values', async () => {
    expect(await complete('que')).toEqual(['query'])
    expect(await complete('schema', 'p')).toEqual(['pull', 'plan'])
    expect(await complete('schema', 'plan', 'x', '--ren')).toEqual(['--rename'])
    expect(await complete('query', 'x', '--js')).toEqual(['--json'])
    expect(await complete('search', '--type', '')).toEqual(['page', 'data_source'])
    expect(await complete('query', '')).toEqual([''])
  })

  test('params: zsh and fish have all commands and options', async () => {
    const { out: help } = await runCommand(['--help'])
    const commands = [...help.matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}/gm)].map(([, name = '']) => name)
    expect(commands.length).toBeGreaterThan(20)
    const zsh = (await runCommand(['completion', 'zsh'])).out
    const fish = (await runCommand(['completion', 'fish'])).out
    expect(zsh).toMatch(/^#compdef notion-fp\n/)
    for (const name of commands) {
      expect(zsh).toContain(`'${name}') words='`)
      expect(fish).toContain(` -a ${name.split(' ').at(-1)} -d '`)
    }
    expect(fish).toContain("-l type -r -f -a 'page data_source'")
    expect((await runCommand(['completion', 'tcsh'])).code).toBe(64)
  })
})

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
