import { createHash } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { faults, type Simulator } from '@notion-fp/simulator'
import { appendBlockChildren, updatePage } from 'notion-fp'
import { afterEach, describe, expect, test } from 'vitest'
import { blobFile } from '../../src/backup/blobs.js'
import { contextOn } from '../support/backups.js'
import { aFolder, lines, runCommand, serveSimulator } from '../support/command.js'
import { aWorkspace, HOME, SMALL, TASKS } from '../support/workspace.js'

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

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'))

const requestsOf = async (simulator: Simulator, work: () => Promise<unknown>): Promise<number> => {
  const before = simulator.journal.length
  await work()
  return simulator.journal.length - before
}

const COUNTS = { pages: 7, rows: 18, databases: 3, data_sources: 3, users: 2, external: 0 }

describe('backup', () => {
  test('default: everything below a page, each file once, and the second run reads what has changed', async () => {
    const { simulator, run } = await served()
    const folder = join(aFolder(), 'garden')
    const { code, out, err } = await run(['backup', HOME, folder])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(lines(out)).toMatchObject([{ state: 'complete', unchanged: 0, removed: 0, ...COUNTS }])
    const pages = lines(readFileSync(join(folder, 'pages.jsonl'), 'utf8'))
    const [home] = pages.filter(({ id }) => id === HOME)
    expect(home).toMatchObject({ page: { object: 'page', icon: { type: 'file' } }, unread: [] })
    // Relations are whole, whatever a page shows of them.
    const related = pages.filter((one) => JSON.stringify(one).includes('"synced_block"'))
    expect(related.length).toBeGreaterThan(3)
    for (const { id } of lines(readFileSync(join(folder, 'files.jsonl'), 'utf8'))) {
      const content = readFileSync(blobFile(folder, String(id)))
      expect(createHash('sha256').update(content).digest('hex')).toBe(id)
    }
    expect((await run(['backup', 'verify', folder])).code).toBe(0)
    const ctx = contextOn(simulator.fetch)
    const row = String(pages.find((one) => JSON.stringify(one).includes('"Task 4"'))?.id)
    const parent = String(pages.find((one) => JSON.stringify(one).includes('"Page 5 🌱"'))?.id)
    await appendBlockChildren(ctx, { block_id: parent, children: [{ divider: {} }] })()
    await updatePage(ctx, { page_id: row, in_trash: true })()
    const second = await run(['backup', folder, '--comments', 'pages'])
    expect(lines(second.out)).toMatchObject([{ state: 'complete', rows: 17, removed: 1 }])
    expect(Number(lines(second.out)[0]?.unchanged)).toBeGreaterThan(20)
    expect(readFileSync(join(folder, 'removed.jsonl'), 'utf8')).toContain(row)
    expect((await run(['backup', 'verify', folder])).out).toBe('')
  })

  test('params: --everything finds pages and databases without a page that has them', async () => {
    const { run } = await served()
    const folder = aFolder()
    const { code, out } = await run(['backup', '--everything', folder, '--comments', 'none'])
    expect(code).toBe(0)
    expect(lines(out)).toMatchObject([{ ...COUNTS, pages: 8, comments: 0 }])
    expect((await run(['backup', HOME, folder])).err).toContain('contains a backup of everything, not of page')
    expect((await run(['backup', '--everything', HOME, folder])).code).toBe(64)
    expect((await run(['backup', aFolder()])).err).toContain('name a page, or add --everything')
  })

  test.each(['SIGKILL', 'SIGINT'] as const)(
    'behavior: stopped by %s anywhere, the same command continues',
    async (signal) => {
      const { simulator, run } = await served()
      const folder = aFolder()
      let requests = 0
      const stopped = await run(['backup', HOME, folder], {
        onStart: (kill) => {
          simulator.onRequest(() => {
            if (++requests === 200) kill(signal)
          })
        },
      })
      expect(stopped.code).toBe(signal === 'SIGINT' ? 130 : null)
      if (signal === 'SIGINT') expect(stopped.err).toContain('run the same command to continue')
      expect((await run(['backup', 'verify', folder])).code).toBe(1)
      // A line that was cut off, as a machine that loses its power leaves it.
      appendFileSync(join(folder, 'run.jsonl'), '{"part":"pages","record":{"id":"cut')
      const rest = await requestsOf(simulator, () => run(['backup', HOME, folder]))
      expect(rest).toBeLessThan(500)
      expect(manifestOf(folder)).toMatchObject({ state: 'complete', counts: COUNTS })
      expect(existsSync(join(folder, 'run.jsonl'))).toBe(false)
      expect((await run(['backup', 'verify', folder])).code).toBe(0)
    },
  )

  test('behavior: what cannot be read is named, kept from the last run, and the exit code is 6', async () => {
    const { simulator, run } = await served()
    const folder = aFolder()
    await run(['backup', HOME, folder])
    simulator.setConditions({
      faults: [
        { status: 403, code: 'restricted_resource', match: ({ path }) => path === `/v1/data_sources/${TASKS}` },
        { ...faults.badGateway, chance: 0.05 },
      ],
      seed: 5,
    })
    const { code, out, err } = await run(['backup', HOME, folder, '--comments', 'none'])
    expect(code).toBe(6)
    expect(err).toContain(`not read: data_source ${TASKS}: `)
    expect(lines(out)).toMatchObject([{ state: 'partial', rows: 18, removed: 0 }])
    expect(manifestOf(folder).unread).toMatchObject([{ what: 'data_source', id: TASKS }])
  })
})
