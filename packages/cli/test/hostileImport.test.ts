/** Imports of folders and files that are not as they should be: what is not written is named. */
import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { JsonObject } from '@notion-fp/simulator'
import { afterEach, describe, expect, test } from 'vitest'
import { schemaFinder } from '../src/importing/schemaFinder.js'
import { aFolder, lines, runCommand, serve } from './support/command.js'

const TARGET = '1f1e1d1c-1b1a-4918-9716-151413121110'

const open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const start = async (contents: JsonObject = { pages: [{ id: TARGET, title: 'Target' }] }) => {
  const { simulator, env, close } = await serve(contents, { now: () => new Date() })
  open.push(close)
  const run = (...args: ReadonlyArray<string>) => runCommand(args, { env: { ...env, NOTION_RETRY_ATTEMPTS: '1' } })
  const bodies = () =>
    simulator.journal.filter(({ method }) => method !== 'GET').map(({ body }) => JSON.stringify(body ?? null))
  return { simulator, run, bodies }
}

const aTree = (files: Readonly<Record<string, string | Buffer>>): string => {
  const folder = join(aFolder(), 'notes')
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

describe('folders', () => {
  test('error: symbolic links lead nowhere, two files of one name and texts that are not UTF-8 are refused', async () => {
    const { run, bodies } = await start()
    const outside = aTree({ 'secret.png': 'secret', 'in/a.md': 'A' })
    const folder = aTree({
      'a.md': '![](link.png)\n\n![](inside/secret.png)\n',
      'b.md': 'b',
      'b.markdown': 'other',
      'c.md': Buffer.from('caf\xe9', 'latin1'),
    })
    symlinkSync(join(outside, 'secret.png'), join(folder, 'link.png'))
    symlinkSync(outside, join(folder, 'inside'))
    symlinkSync(join(outside, 'in/a.md'), join(folder, 'd.md'))
    const { code, err } = await run('import', folder, '--into', TARGET, '--yes')
    expect(code).toBe(64)
    for (const problem of [
      'a.md:1: there is no file link.png in the folder',
      'a.md:3: there is no file inside/secret.png in the folder',
      'b.markdown:1: it has the name of b.md',
      'c.md:1: it is not UTF-8 text',
    ])
      expect(err).toContain(problem)
    for (const name of ['a.md', 'b.markdown', 'c.md']) rmSync(join(folder, name))
    const written = await run('import', folder, '--into', TARGET, '--yes')
    expect([written.code, lines(written.out)]).toMatchObject([0, [{ pages: 1, files: 0, losses: 3 }]])
    expect(written.err).toContain('lost: d.md: file: it is a symbolic link')
    expect(written.err).toContain('lost: inside: file: it is a symbolic link')
    expect(bodies().join()).not.toContain('secret')
  })

  test('behavior: an icon and front matter that are not understood, and files that no page shows, are named', async () => {
    const { run } = await start()
    const folder = aTree({
      'a.md': '---\nnotion_icon: gone.png\nnotion_cover: ":x:"\n---\ntext',
      'b.md': '---\n- one\n---\n[upper](A.md)',
      'A.md': 'other',
      'alone.pdf': '%PDF',
    })
    const { err, code } = await run('import', folder, '--into', TARGET, '--dry-run')
    expect(code).toBe(0)
    expect(err).toContain('lost: a.md: icon: gone.png is no emoji, no address and no file of the folder')
    expect(err).toContain('lost: a.md: cover: :x: is')
    expect(err).toContain('lost: b.md:1: front matter: it has no names')
    expect(err).toContain('No page shows alone.pdf')
  })

  test('behavior: an emoji as a cover, which Notion does not have, is lost, and the page is written', async () => {
    const { run } = await start()
    const folder = aTree({ 'a.md': '---\nnotion_icon: 🌱\nnotion_cover: 🎉\n---\ntext' })
    const { err, code, out } = await run('import', folder, '--into', TARGET, '--yes')
    expect([code, lines(out)]).toMatchObject([0, [{ pages: 1, failed: 0, losses: 1 }]])
    expect(err).toContain('lost: a.md: cover: 🎉 is no address and no file of the folder')
  })

  test('behavior: a file whose upload failed, and one that was edited since, are written by the next run', async () => {
    const { simulator, run } = await start()
    const folder = aTree({ 'a.md': '![](a.txt)\n\nfirst\n', 'a.txt': 'text', 'b.md': 'before' })
    simulator.failNext({ status: 400, match: ({ path }) => /file_uploads$/.test(path) })
    const first = await run('import', folder, '--into', TARGET, '--yes')
    expect([first.code, lines(first.out)]).toMatchObject([6, [{ failed: 1 }]])
    writeFileSync(join(folder, 'b.md'), 'after')
    const second = await run('import', folder, '--into', TARGET, '--yes')
    expect([second.code, lines(second.out)]).toMatchObject([0, [{ files: 1, failed: 0 }]])
    const blocks = JSON.stringify(Reflect.get(Object(simulator.snapshot()), 'blocks') ?? simulator.snapshot())
    expect(blocks).toContain('after')
    const uploads = simulator.journal.filter(({ body }) => JSON.stringify(body ?? '').includes('"file_upload":'))
    expect(uploads.length).toBe(1)
  })
})

describe('rows', () => {
  test('default: codes are no numbers, and columns that are left out are named', async () => {
    const finder = schemaFinder()
    const rows = { Zip: '01234', Phone: '+49301', Big: '12345678901234567890', Code: '1E5', Price: '-10.50', Zero: '0' }
    finder.look({ line: 2, cells: new Map([['Name', 'a'], ...Object.entries(rows)]) })
    const types = Object.fromEntries(finder.schema(undefined).map(({ name, type }) => [name, type]))
    expect(types).toMatchObject({ Price: 'number', Zero: 'number' })
    for (const name of ['Zip', 'Phone', 'Big', 'Code']) expect(types[name]).toBe('rich_text')
    const { run } = await start()
    const folder = aTree({ 'a.csv': 'Name,id,,__proto__\na,7,x,2\n', 'b.csv': 'Name,id\na,7\n' })
    const proto = await run('import', join(folder, 'a.csv'), '--into', TARGET, '--yes')
    expect([proto.code, proto.err]).toEqual([64, expect.stringContaining('the column "__proto__"')])
    const { code, err } = await run('import', join(folder, 'b.csv'), '--into', TARGET, '--dry-run')
    expect([code, err]).toEqual([0, expect.stringContaining('Left out')])
    writeFileSync(join(folder, 'a.csv'), 'Name,id,\na,7,x\n')
    const left = await run('import', join(folder, 'a.csv'), '--into', TARGET, '--dry-run')
    expect(left.err).toContain('id, a column without a name')
  })

  test('error: a file that was changed since its import stopped does not go on with other lines', async () => {
    const { simulator, run } = await start()
    const file = join(aTree({ 'a.csv': 'Name\none\ntwo\n' }), 'a.csv')
    simulator.failNext({
      status: 400,
      match: ({ path, body }) => path === '/v1/pages' && JSON.stringify(body).includes('two'),
    })
    expect((await run('import', file, '--into', TARGET, '--yes')).code).toBe(6)
    const whole = readFileSync(file, 'utf8')
    writeFileSync(file, whole.replace('one', 'zero\none'))
    const changed = await run('import', file, '--into', TARGET, '--yes')
    expect([changed.code, changed.err]).toEqual([1, expect.stringContaining('was changed since')])
    writeFileSync(file, whole)
    expect(lines((await run('import', file, '--into', TARGET, '--yes')).out)).toMatchObject([{ created: 2, failed: 0 }])
  })
})
