import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, runCommand } from '../support/command.js'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)

const hasModule = major > 22 || (major === 22 && minor >= 13)

test('error: without SQLite, the command says what to install, and reads nothing; with it, there is a database', async () => {
  const cwd = aFolder()
  const args = ['export', '--everything', 'out', '--format', 'sqlite', '--simulator']
  const { code, err } = await runCommand(args, { cwd })
  if (hasModule) expect([code, err, existsSync(join(cwd, 'out', 'notion.sqlite'))]).toEqual([0, '', true])
  else {
    expect([code, err]).toEqual([1, expect.stringContaining('`npm install better-sqlite3@12` here, or use Node 22.13')])
    expect(readdirSync(join(cwd, 'out'))).toEqual(['.notion-fp'])
  }
})
