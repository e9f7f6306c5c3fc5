import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { blobFile } from '../../src/backup/blobs.js'
import { aFolder, lines, runCommand, serveSimulator } from '../support/command.js'
import { aWorkspace, HOME, SMALL } from '../support/workspace.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

/** The workspace on loopback, and the command on it. */
const served = async () => {
  const { simulator, env, close } = await serveSimulator(await aWorkspace(SMALL))
  open.push(close)
  const run = (args: ReadonlyArray<string>, options: Parameters<typeof runCommand>[1] = {}) =>
    runCommand(args, { ...options, env })
  return { simulator, run }
}

describe('backup', () => {
  test('error: verify finds each kind of damage', async () => {
    const { run } = await served()
    const folder = aFolder()
    await run(['backup', HOME, folder])
    const [file] = lines(readFileSync(join(folder, 'files.jsonl'), 'utf8')).map(({ id }) => String(id))
    const blob = blobFile(folder, file ?? '')
    const content = readFileSync(blob)
    writeFileSync(
      blob,
      content.map((byte, index) => (index === 0 ? byte ^ 1 : byte)),
    )
    expect(lines((await run(['backup', 'verify', folder])).out)).toMatchObject([
      { what: 'file', id: file, why: 'its content was changed' },
    ])
    rmSync(blob)
    expect((await run(['backup', 'verify', folder])).out).toContain('its content is not there')
    writeFileSync(blob, content)
    const pages = readFileSync(join(folder, 'pages.jsonl'), 'utf8')
    writeFileSync(join(folder, 'pages.jsonl'), pages.split('\n').slice(1).join('\n'))
    const { code, out } = await run(['backup', 'verify', folder])
    expect(code).toBe(1)
    expect(out).toContain('"what":"part","id":"pages"')
    expect(out).toContain('neither in the backup nor listed as outside it')
    expect((await run(['backup', 'verify', aFolder()])).err).toContain('There is no backup')
    expect(readdirSync(join(folder, 'files')).length).toBeGreaterThan(0)
    expect(statSync(join(folder, 'manifest.json')).size).toBeGreaterThan(100)
  })
})
