import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commandFile } from './support/command.js'

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
