import { execFile, spawn, spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { aSource } from './support/aSource.js'
import { aFolder, commandFile, sharedNotion } from './support/command.js'
import { CONTENTS, TASKS } from './support/terminalContents.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const AT_EXIT = `process.on('exit',()=>process.stderr.write('cpu:'+process.cpuUsage().user))`

/** The processor time of Node with some arguments, in milliseconds: the least of three, as the machine may be busy. */
const userTime = (args: ReadonlyArray<string>): number =>
  Math.min(
    ...Array.from({ length: 3 }, () => {
      const { stderr } = spawnSync(
        process.execPath,
        ['--import', `data:text/javascript,${encodeURIComponent(AT_EXIT)}`, ...args],
        { encoding: 'utf8', env: { PATH: process.env.PATH ?? '' } },
      )
      return Number(/cpu:(\d+)/.exec(stderr)?.[1]) / 1_000
    }),
  )

const run = promisify(execFile)

const { notion, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

afterAll(stop)

test.runIf(process.platform === 'linux')(
  'error: an output that cannot be written is a failure, and a reader that is gone is none',
  async () => {
    const file = await commandFile()
    const to = (target: string) =>
      spawnSync('/bin/sh', ['-c', `"$0" "$1" --version ${target}`, process.execPath, file], { encoding: 'utf8' })
    expect(to('> /dev/full')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('could not be written: ENOSPC'),
    })
    expect(to('| true')).toMatchObject({ status: 0, stderr: '' })
  },
)

test.runIf(process.platform !== 'win32')(
  'behavior: installed, the command is a link, and finds its own files',
  async () => {
    const { env, cwd, run } = await aSource(open)
    await run(['schema', 'pull', TASKS, '--to', 'tasks.mjs'])
    const link = join(aFolder(), 'notion-fp')
    symlinkSync(await commandFile(), link)
    const child = spawn(process.execPath, [link, 'schema', 'check', 'tasks.mjs'], {
      cwd,
      env: { ...env, PATH: process.env.PATH ?? '' },
    })
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(0)
  },
)

// Measured alone, it is about 15 ms more than Node itself takes; the limit allows for a machine that is busy.
test.each(['--version', '--help'])(
  'default: %s takes less than 100 ms of processor time more than Node',
  async (line) => {
    const file = await commandFile()
    const own = userTime([file, line]) - userTime(['-e', '0'])
    expect(own).toBeLessThan(100)
  },
)

test('default: what only some commands need is not loaded at the start', async () => {
  const main = readFileSync(await commandFile(), 'utf8')
  expect(main.length).toBeLessThan(40_000)
  // Imports that are not lazy: only modules of Node.
  const imported = [...main.matchAll(/\bfrom"([^"]+)"/g)].map(([, from = '']) => from)
  const chunks = imported.filter((from) => from.startsWith('.'))
  const loaded = await Promise.all(
    chunks.map(async (chunk) => readFileSync(new URL(chunk, `file://${await commandFile()}`), 'utf8').length),
  )
  expect(loaded.reduce((sum, length) => sum + length, main.length)).toBeLessThan(60_000)
})

test('default: each part of the built command can be loaded', async () => {
  const folder = new URL('chunks/', `file://${await commandFile()}`)
  const parts = readdirSync(folder).map((part) => new URL(part, folder).href)
  const load = parts.map((part) => `await import(${JSON.stringify(part)})`).join('\n')
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', load], { encoding: 'utf8' })
  expect([parts.length > 20, status, stderr]).toEqual([true, 0, ''])
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
