import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { faults, type JsonObject } from '@notion-fp/simulator'
import { createContext, systemClock, updatePage } from 'notion-fp'
import { appendTree } from 'notion-fp/blocks'
import { fileOf, uploadFile } from 'notion-fp/files'
import { title } from 'notion-fp/props'
import { afterEach, describe, expect, test } from 'vitest'
import { exportFolder } from '../../src/exporting/exportFolder.js'
import { unsafeCast } from '../../src/unsafeCast.js'
import { aSession } from '../support/aSession.js'
import { aFolder, hasScript, lines, runCommand, runInTerminal, serve } from '../support/command.js'

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'

const BELOW = '1f1e1d1c-1b1a-4918-9716-151413121110'

const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const workspace = (rows: number): JsonObject => ({
  pages: [
    {
      id: HOME,
      title: 'Home: a/b?',
      icon: '🏡',
      markdown: `# Hello\n\nSee [below](https://www.notion.so/${BELOW.replaceAll('-', '')}).\n\n<span color="red">red</span>`,
      pages: [
        { id: BELOW, title: 'Below', markdown: 'Text', pages: [{ title: 'CON' }, { title: 'con' }] },
        { title: 'below', markdown: 'Another of nearly the same name' },
      ],
      databases: [
        { title: 'Projects', rows: [{ Name: 'Apollo' }] },
        {
          title: 'Tasks',
          data_source_id: TASKS,
          properties: {
            Name: 'title',
            Points: 'number',
            Stage: ['Todo', 'Done'],
            Project: { relation: 'Projects' },
          },
          rows: Array.from({ length: rows }, (_, index) => ({
            Name: `Row ${index}`,
            Points: index,
            Stage: 'Todo',
            Project: 'Apollo',
            $markdown: `Content of row ${index}`,
          })),
        },
      ],
    },
    { title: 'Elsewhere' },
  ],
})

const start = async (rows = 3, now?: () => Date) => {
  const { simulator, env, close } = await serve(workspace(rows), { ...(now && { now }) })
  open.push(close)
  const run = (args: ReadonlyArray<string>, options: Parameters<typeof runCommand>[1] = {}) =>
    runCommand(args, { ...options, env: { ...env, ...options.env } })
  const ctx = createContext({ auth: 'ntn_test', baseUrl: String(env.NOTION_BASE_URL), rateLimit: false })
  const requests = (): number => simulator.journal.length
  return { simulator, env, run, ctx, requests, folder: join(aFolder(), 'an export') }
}

/** The files of an export, without what it stores for itself. */
const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((file) => !file.startsWith('.notion-fp'))
    .sort()

const textOf = (folder: string, file: string): string => readFileSync(join(folder, file), 'utf8')

const attachPicture = async (ctx: Awaited<ReturnType<typeof start>>['ctx'], block_id: string, filename: string) => {
  const upload = await uploadFile(ctx, { data: PIXEL, filename })()
  if (upload._tag === 'Left') throw new Error(upload.left.message)
  return appendTree(ctx, { block_id, children: [{ image: fileOf(upload.right) }] })()
}

describe('export to a folder', () => {
  test('default: a page with all below it, links as paths, names for every system, files once', async () => {
    const { run, folder, ctx } = await start()
    await attachPicture(ctx, HOME, 'one.png')
    await attachPicture(ctx, BELOW, 'two.png')
    const { code, out, err } = await run(['export', HOME, folder])
    expect([code, err]).toEqual([0, expect.stringMatching(/^notion-fp: \d losses in 1 pages are listed in /)])
    expect(lines(out)[0]).toMatchObject({ pages: 5, rows: 4, data_sources: 2, downloaded: 2, gone: 0, unread: 0 })
    const files = filesIn(folder)
    expect(files).toEqual([
      'Home a b.md',
      'Home a b/Below.md',
      'Home a b/Below/_CON.md',
      expect.stringMatching(/^Home a b\/Below\/_con [0-9a-f]{8}\.md$/),
      'Home a b/Projects.md',
      'Home a b/Projects/Apollo.md',
      'Home a b/Tasks.md',
      'Home a b/Tasks/Row 0.md',
      'Home a b/Tasks/Row 1.md',
      'Home a b/Tasks/Row 2.md',
      expect.stringMatching(/^Home a b\/below [0-9a-f]{8}\.md$/),
      'export-losses.jsonl',
      // Of two files with the same content, the name of the one that was downloaded first.
      expect.stringMatching(/^files\/(one|two)\.png$/),
    ])
    const picture = files.at(-1) ?? ''
    const home = textOf(folder, 'Home a b.md')
    expect(home).toMatch(/^---\ntitle: "Home: a\/b\?"\nnotion_id: "0f0e0d0c-/)
    expect(home).toContain('notion_icon: "🏡"')
    expect(home).toContain('[below](<Home a b/Below.md>)')
    expect(home).toContain('[Below](<Home a b/Below.md> "child_page")')
    expect(home).toContain('[Tasks](<Home a b/Tasks.md> "child_database")')
    expect(home).toContain(`](${picture})`)
    // The same content: one file.
    expect(textOf(folder, 'Home a b/Below.md')).toContain(`](../${picture})`)
    expect(
      createHash('sha1')
        .update(readFileSync(join(folder, picture)))
        .digest('hex'),
    ).toBe(createHash('sha1').update(PIXEL).digest('hex'))
    expect(textOf(folder, 'Home a b/Tasks.md')).toMatch(
      /notion_type: data_source[\s\S]*- \[Row 0\]\(<Tasks\/Row 0\.md>\)/,
    )
    expect(textOf(folder, 'Home a b/Tasks/Row 1.md')).toMatch(
      /^---\ntitle: Row 1\n[\s\S]*\nPoints: 1\n[\s\S]*---\n\nContent of row 1\n$/,
    )
    expect(lines(textOf(folder, 'export-losses.jsonl'))).toContainEqual(
      expect.objectContaining({ path: 'Home a b.md', what: 'color' }),
    )
  })

  test('params: all forms come from one reading', async () => {
    const { run, folder, requests } = await start()
    const before = requests()
    expect((await run(['export', HOME, `${folder} 1`])).code).toBe(0)
    const one = requests() - before
    expect((await run(['export', HOME, `${folder} 3`, '--format', 'markdown,csv', '--format', 'jsonl'])).code).toBe(0)
    expect(requests() - before - one).toBe(one)
    const csv = textOf(`${folder} 3`, 'Home a b/Tasks.csv').split('\n')
    expect([csv.length, csv[0]?.split(',').sort().slice(0, 4)]).toEqual([5, ['Name', 'Points', 'Project', 'Stage']])
    const rows = lines(textOf(`${folder} 3`, 'Home a b/Tasks.jsonl'))
    expect(rows.map(({ object, path }) => [object, path])).toEqual(
      [0, 1, 2].map((index) => ['page', `Home a b/Tasks/Row ${index}`]),
    )
    expect(rows[0]?.body).toMatchObject([{ block: { type: 'paragraph' } }])
    expect(lines(textOf(`${folder} 3`, 'pages.jsonl')).length).toBe(5)
    expect(textOf(`${folder} 3`, 'pages.csv').split('\n').length).toBe(7)
    expect(lines(textOf(`${folder} 3`, 'data_sources.jsonl')).map(({ path }) => path)).toEqual([
      'Home a b/Projects',
      'Home a b/Tasks',
    ])
  })

  test('params: --everything has each page once, and rows alone read no content', async () => {
    const { run, folder, simulator } = await start()
    const { code, out } = await run(['export', '--everything', folder])
    expect([code, lines(out)[0]]).toMatchObject([0, { pages: 6, rows: 4, data_sources: 2 }])
    expect(filesIn(folder)).toContain('Elsewhere.md')
    const before = simulator.journal.length
    const csv = await run(['export', TASKS, `${folder} csv`, '--format', 'csv'])
    expect(lines(csv.out)[0]).toMatchObject({ rows: 3, pages: 0, read: 0 })
    expect(simulator.journal.slice(before).filter(({ path }) => path.includes('/blocks/'))).toEqual([])
    // What was left out is read when it is needed.
    const md = await run(['export', TASKS, `${folder} csv`, '--format', 'markdown'])
    expect(lines(md.out)[0]).toMatchObject({ rows: 3, read: 3 })
    expect(textOf(`${folder} csv`, 'Tasks/Row 0.md')).toContain('Content of row 0')
  })

  test('behavior: a second run reads and writes what has changed, moves what was renamed, and names what is gone', async () => {
    const { run, folder, ctx } = await start()
    await run(['export', HOME, folder])
    const paths = filesIn(folder)
    const times = paths.map((file) => statSync(join(folder, file)).mtimeMs)
    const same = await run(['export', HOME, folder])
    expect(lines(same.out)[0]).toMatchObject({ read: 0, written: 0, deleted: 0, downloaded: 0 })
    expect(paths.map((file) => statSync(join(folder, file)).mtimeMs)).toEqual(times)
    const [row] = lines((await run(['query', TASKS, 'Name=Row 1'])).out)
    await updatePage(ctx, { page_id: BELOW, properties: { title: title('Renamed') } })()
    await run(['update', String(row?.id), '--trash'])
    const kept = await run(['export', HOME, folder])
    expect(kept.err).toContain('gone from Notion, kept here (--remove deletes): "Row 1"')
    expect(filesIn(folder)).toContain('Home a b/Tasks/Row 1.md')
    expect(filesIn(folder)).toContain('Home a b/Renamed/_CON.md')
    expect(filesIn(folder).filter((file) => file.startsWith('Home a b/Below'))).toEqual([])
    expect(textOf(folder, 'Home a b.md')).toContain('[below](<Home a b/Renamed.md>)')
    expect(lines(textOf(folder, 'export-losses.jsonl'))).toContainEqual(
      expect.objectContaining({ path: 'Home a b/Tasks/Row 1', why: 'it is gone from Notion' }),
    )
    const removed = await run(['export', HOME, folder, '--remove'])
    expect(removed.err).toContain('gone from Notion and deleted: "Row 1"')
    expect(filesIn(folder)).not.toContain('Home a b/Tasks/Row 1.md')
    expect(textOf(folder, 'Home a b/Tasks.md')).not.toContain('Row 1')
  })

  test('behavior: a page that was edited a moment ago is read again, since times are rounded to the minute', async () => {
    const { run, folder } = await start(0, () => new Date())
    expect(lines((await run(['export', HOME, folder])).out)[0]).toMatchObject({ read: 6 })
    expect(lines((await run(['export', HOME, folder])).out)[0]).toMatchObject({ read: 6, written: 0 })
  })

  test('behavior: whether an edit was a moment ago depends on the clock of the context', async () => {
    // Far from the time of this machine.
    let now = Date.parse('2031-05-01T10:00:30Z')
    const { simulator, env, folder } = await start(0, () => new Date(now))
    const clock = { ...systemClock, now: () => now }
    const ctx = createContext({ auth: 'ntn_test', baseUrl: String(env.NOTION_BASE_URL), rateLimit: false, clock })
    const exported = async (): Promise<unknown> => {
      const options = { formats: [], dialect: undefined, files: 'none', max_bytes: undefined, content: true } as const
      const root = { kind: 'page', id: HOME } as const
      const result = await exportFolder(aSession(ctx), ctx, { ...options, root, folder, remove: false })
      return result._tag === 'Right' ? result.right.fields.read : result.left
    }
    expect(await exported()).toBe(6)
    now += 9 * 60_000
    expect(await exported()).toBe(6)
    now += 5 * 60_000
    // Read once more: the last time, the edit was a moment ago.
    expect(await exported()).toBe(6)
    const before = simulator.journal.length
    expect(await exported()).toBe(0)
    expect(simulator.journal.length).toBeGreaterThan(before)
  })

  test.each(['SIGKILL', 'SIGINT'] as const)(
    'behavior: stopped by %s, the same command goes on, and all is as in one run',
    async (signal) => {
      const { run, folder, simulator, requests } = await start(40)
      await run(['export', HOME, `${folder} whole`, '--format', 'markdown,jsonl'])
      const all = requests()
      simulator.setConditions({ latency: 20 })
      let contents = 0
      const stopped = await run(['export', HOME, folder, '--format', 'markdown,jsonl'], {
        onStart: (kill) => {
          simulator.onRequest(({ path }) => {
            if (path.includes('/blocks/') && ++contents === 25) kill(signal)
          })
        },
      })
      expect(stopped.code).toBe(signal === 'SIGINT' ? 130 : null)
      if (signal === 'SIGINT') expect(stopped.err).toContain('run the same command to continue')
      simulator.setConditions({})
      writeFileSync(join(folder, '.notion-fp', '9.part'), 'left')
      const before = requests()
      const { code, out } = await run(['export', HOME, folder])
      expect([code, lines(out)[0]]).toMatchObject([0, { rows: 41, unread: 0 }])
      expect(requests() - before).toBeLessThan(all - 15)
      expect(filesIn(folder)).toEqual(filesIn(`${folder} whole`))
      for (const file of filesIn(folder)) expect(textOf(folder, file)).toBe(textOf(`${folder} whole`, file))
      expect(readdirSync(join(folder, '.notion-fp'))).toEqual(['store.log'])
    },
  )

  test('behavior: the same under faults, with all rows', async () => {
    const { run, folder, simulator } = await start(120)
    await run(['export', HOME, `${folder} whole`])
    simulator.setConditions({
      faults: [
        { ...faults.badGateway, chance: 0.05 },
        { ...faults.droppedConnection, chance: 0.03 },
        { ...faults.droppedMidway, chance: 0.02 },
        { ...faults.rateLimited, chance: 0.02, headers: { 'retry-after': '0' } },
        { ...faults.cursorExpired, chance: 0.2 },
      ],
      seed: 5,
    })
    const { code } = await run(['export', HOME, folder], { env: { NOTION_RETRY_ATTEMPTS: '6' } })
    expect(code).toBe(0)
    expect(filesIn(folder)).toEqual(filesIn(`${folder} whole`))
    for (const file of filesIn(folder)) expect(textOf(folder, file)).toBe(textOf(`${folder} whole`, file))
  })

  test('error: what cannot be read is named, nothing is taken for gone, and the next run brings it', async () => {
    const { run, folder, simulator } = await start()
    await run(['export', HOME, folder])
    simulator.setConditions({
      faults: [{ status: 403, code: 'restricted_resource', match: ({ path }) => path === `/v1/pages/${BELOW}` }],
    })
    const { code, out, err } = await run(['export', HOME, folder, '--remove'])
    expect([code, lines(out)[0]]).toMatchObject([6, { gone: 0, unread: 1, deleted: 0 }])
    expect(err).toContain(`1 things could not be read, such as the page ${BELOW}`)
    expect(filesIn(folder)).toContain('Home a b/Below/_CON.md')
    simulator.setConditions({})
    expect((await run(['export', HOME, folder, '--remove'])).code).toBe(0)
  })

  test('error: a file that cannot be downloaded is a loss, and comes with the next run', async () => {
    const { run, folder, ctx } = await start(0)
    await attachPicture(ctx, HOME, 'one.png')
    let status = 404
    const host = createServer((_, response) => {
      response.writeHead(status).end('external')
    })
    await new Promise<void>((resolve) => host.listen(0, '127.0.0.1', resolve))
    open.push(async () => {
      host.close()
    })
    const { port } = unsafeCast<{ readonly port: number }>(host.address())
    const url = `http://127.0.0.1:${port}/two.txt`
    await appendTree(ctx, { block_id: HOME, children: [{ file: { external: { url } } }] })()
    const { code, out } = await run(['export', HOME, folder, '--files', 'all'])
    expect([code, lines(out)[0]]).toMatchObject([6, { downloaded: 1, unread: 1 }])
    expect(lines(textOf(folder, 'export-losses.jsonl'))).toContainEqual(
      expect.objectContaining({ what: 'file two.txt', why: expect.stringContaining('404') }),
    )
    status = 200
    const again = await run(['export', HOME, folder, '--files', 'all'])
    expect(lines(again.out)[0]).toMatchObject({ read: 0, downloaded: 1, unread: 0 })
    expect(textOf(folder, 'files/two.txt')).toBe('external')
    expect(textOf(folder, 'Home a b.md')).toContain('](files/two.txt')
    rmSync(join(folder, 'files/one.png'))
    // The stored address has expired long ago.
    expect(lines((await run(['export', HOME, folder])).out)[0]).toMatchObject({ read: 0, downloaded: 1 })
    const none = await run(['export', HOME, `${folder} 2`, '--files', 'none'])
    expect(lines(none.out)[0]).toMatchObject({ downloaded: 0 })
    const small = await run(['export', HOME, `${folder} 3`, '--max-bytes', '10'])
    expect([small.code, lines(small.out)[0]]).toMatchObject([0, { downloaded: 0, unread: 0 }])
    expect(lines(textOf(`${folder} 3`, 'export-losses.jsonl'))).toContainEqual(
      expect.objectContaining({ what: 'file one.png' }),
    )
  })

  test('error: other folders, other roots, wrong options, and a run at the same time', async () => {
    const { run, folder } = await start(0)
    const other = aFolder()
    writeFileSync(join(other, 'mine.txt'), 'x')
    expect(await run(['export', HOME, other])).toMatchObject({
      code: 64,
      err: expect.stringContaining('files that do not belong to an export'),
    })
    await run(['export', HOME, folder])
    expect((await run(['export', BELOW, folder])).err).toContain(`contains the export of the page ${HOME}`)
    writeFileSync(join(folder, '.notion-fp', 'lock'), JSON.stringify({ pid: process.pid, host: hostname() }))
    expect(await run(['export', HOME, folder])).toMatchObject({
      code: 1,
      err: expect.stringContaining('in use by the process'),
    })
    expect((await run(['export', HOME])).code).toBe(64)
    expect((await run(['export', '--everything', folder, 'more'])).code).toBe(64)
    expect((await run(['export', HOME, 'x', '--format', 'pdf'])).err).toContain('some of markdown, jsonl, csv, sqlite')
    expect((await run(['export', HOME, 'x', '--max-bytes', '-1'])).code).toBe(64)
    expect((await run(['export', '9f9e9d9c-9b9a-4998-a796-959493929190', 'x'], { cwd: aFolder() })).code).toBe(4)
    renameSync(join(folder, '.notion-fp', 'store.log'), join(folder, '.notion-fp', 'moved'))
    writeFileSync(join(folder, '.notion-fp', 'store.log'), 'nothing\n')
    rmSync(join(folder, '.notion-fp', 'lock'))
    expect((await run(['export', HOME, folder])).err).toContain('is damaged at byte 0')
  })

  test.runIf(hasScript)('default: on a terminal, progress and a list of what was done', async () => {
    const { env, folder, simulator } = await start()
    simulator.setConditions({ latency: 60 })
    const { code, out } = await runInTerminal(['export', HOME, folder], { env })
    expect(code).toBe(0)
    expect(out).toMatch(/\[Kread: \d+, \d+\/s, \d+ requests/)
    expect(out).toMatch(/\npages +5\n/)
  })
})
