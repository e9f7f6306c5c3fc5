import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { aFolder, lines } from '../support/command.js'
import { servedRows } from '../support/servedRows.js'
import { sourceWithRows, TASKS } from '../support/sourceWithRows.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const rowsIn = (folder: string) => lines(readFileSync(join(folder, 'rows.jsonl'), 'utf8'))

describe('sync', () => {
  test('default: new, edited, trashed and restored rows', async () => {
    const { run } = await sourceWithRows(open, 3)
    const folder = join(aFolder(), 'tasks')
    expect(lines((await run(['sync', TASKS, folder])).out)).toEqual([
      { rows: 3, added: 3, updated: 0, removed: 0, unread: 0 },
    ])
    const [first, second] = rowsIn(folder).map(({ id }) => String(id))
    await run(['update', String(first), 'Points=99'])
    await run(['update', String(second), '--trash'])
    await run(['create', TASKS, 'Name=New'])
    expect(lines((await run(['sync', TASKS, folder])).out)).toEqual([
      { rows: 3, added: 1, updated: 1, removed: 1, unread: 0 },
    ])
    expect(rowsIn(folder).find(({ id }) => id === first)).toMatchObject({ properties: { Points: { number: 99 } } })
    await run(['update', String(second), '--restore'])
    expect(lines((await run(['sync', TASKS, folder])).out)[0]).toMatchObject({ rows: 4, added: 1 })
    expect(lines((await run(['sync', TASKS, folder])).out)).toEqual([
      { rows: 4, added: 0, updated: 0, removed: 0, unread: 0 },
    ])
  })

  test.each(['SIGKILL', 'SIGINT'] as const)('behavior: stopped by %s, the same command continues', async (signal) => {
    const { simulator, run } = await sourceWithRows(open, 450)
    const folder = aFolder()
    simulator.setConditions({ latency: 60 })
    let queries = 0
    const stopped = await run(['sync', TASKS, folder], {
      onStart: (kill) => {
        simulator.onRequest(({ path }) => {
          if (path.endsWith('/query') && ++queries === 4) kill(signal)
        })
      },
    })
    expect(stopped.code).toBe(signal === 'SIGINT' ? 130 : null)
    expect(existsSync(join(folder, 'rows.jsonl'))).toBe(false)
    // A line that was cut off, as a machine that loses its power leaves it.
    writeFileSync(join(folder, 'changes.log'), `${readFileSync(join(folder, 'changes.log'), 'utf8')}{"row":{"id":"cut`)
    simulator.setConditions({})
    const before = simulator.journal.length
    const { code, out } = await run(['sync', TASKS, folder, '--no-reconcile'])
    expect(code).toBe(0)
    expect(lines(out)[0]).toMatchObject({ rows: 450 })
    expect(Number(lines(out)[0]?.added)).toBeLessThan(450)
    expect(simulator.journal.length - before).toBeLessThan(12)
    expect(new Set(rowsIn(folder).map(({ id }) => id)).size).toBe(450)
    expect(existsSync(join(folder, 'changes.log'))).toBe(false)
  })

  test('error: a folder in use is left alone; a lock of a process that has ended is not in the way', async () => {
    const { run } = await sourceWithRows(open, 1)
    const folder = aFolder()
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, host: hostname() }))
    const { code, err } = await run(['sync', TASKS, folder])
    expect(code).toBe(1)
    expect(err).toContain(`in use by the process ${process.pid}`)
    // No process has this number.
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: 2 ** 22 + 1, host: hostname() }))
    expect((await run(['sync', TASKS, folder])).code).toBe(0)
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })

  test('error: the copy of another data source, and a damaged one, stay as they are', async () => {
    const { simulator, run } = await sourceWithRows(open, 1)
    const folder = aFolder()
    await run(['sync', TASKS, folder])
    const [other] = lines((await run(['search', '--type', 'data_source', 'Projects'])).out)
    const before = readFileSync(join(folder, 'rows.jsonl'), 'utf8')
    expect((await run(['sync', String(other?.id), folder])).code).toBe(64)
    writeFileSync(join(folder, 'rows.jsonl'), `{"id":7}\n${before}`)
    expect((await run(['sync', TASKS, folder])).err).toContain('cannot be used')
    expect(readFileSync(join(folder, 'rows.jsonl'), 'utf8')).toBe(`{"id":7}\n${before}`)
    expect(simulator.journal.length).toBeGreaterThan(0)
  })
})

describe('sync', () => {
  test('behavior: without its rows, a copy begins again; cut off, it is refused', async () => {
    const { run } = await servedRows(open)
    const folder = aFolder()
    const rows = join(folder, 'rows.jsonl')
    expect(lines((await run(['sync', TASKS, folder])).out)).toMatchObject([{ rows: 30 }])
    rmSync(rows)
    expect(lines((await run(['sync', TASKS, folder, '--no-reconcile'])).out)).toMatchObject([{ rows: 30, added: 30 }])
    writeFileSync(rows, readFileSync(rows, 'utf8').slice(0, -10))
    const cut = await run(['sync', TASKS, folder, '--no-reconcile'])
    expect([cut.code, cut.err]).toEqual([1, expect.stringContaining('rows.jsonl is cut off')])
  })

  test('behavior: a row that cannot be read as a whole is named, and read again by the next run', async () => {
    const { simulator, run } = await servedRows(open)
    const folder = aFolder()
    simulator.setConditions({ faults: [{ status: 500, match: ({ path }) => /\/properties\//.test(path) }] })
    const first = await run(['sync', TASKS, folder])
    expect([first.code, lines(first.out)]).toMatchObject([6, [{ rows: 29, unread: 1 }]])
    expect(first.err).toMatch(/not read: [\da-f-]{36}: .*500/)
    simulator.setConditions({})
    const second = await run(['sync', TASKS, folder])
    expect([second.code, lines(second.out)]).toMatchObject([0, [{ rows: 30, unread: 0 }]])
    const related = readFileSync(join(folder, 'rows.jsonl'), 'utf8').match(/"relation":\[[^\]]*\]/g) ?? []
    expect(Math.max(...related.map((list) => list.split('"id"').length - 1))).toBe(28)
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })
})
