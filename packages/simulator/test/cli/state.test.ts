import { spawnSync } from 'node:child_process'
import { appendFile, cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore, type Store } from '../../src/cli/store.js'
import { asArray, asObject, type JsonObject } from '../../src/domain/values/json.js'
import { listen } from '../../src/http/listen.js'
import { createParts, type Parts } from '../../src/parts.js'
import { aPage, countingIds, HOME, paragraph, START } from '../support/harness.js'

/** A workspace that is stored in a file, with timers that the test fires. */
interface Opened {
  readonly parts: Parts
  readonly store: Store
  readonly complaints: ReadonlyArray<string>
  readonly call: (method: string, path: string, body?: unknown) => Promise<{ status: number; body: JsonObject }>
  /** Fires the timers that were set. */
  readonly fire: () => void
}

const opening = async (file: string, maxChanges = 5000): Promise<Opened> => {
  const parts = createParts({ now: () => START, newId: countingIds() }, listen)
  const complaints: Array<string> = []
  const timers = new Set<() => void>()
  const store = await openStore(file, {
    parts,
    maxChanges,
    complain: (line) => complaints.push(line),
    later: (_, work) => {
      timers.add(work)
      return () => timers.delete(work)
    },
  })
  if (store.isNew) parts.loadOwn([aPage(HOME)])
  await store.watch()
  const call: Opened['call'] = async (method, path, body) => {
    const form = body instanceof FormData ? body : undefined
    const answer = await parts.simulator.fetch(`https://api.notion.com/v1/${path}`, {
      method,
      headers: {
        authorization: 'Bearer ntn_test',
        'notion-version': '2026-03-11',
        ...(form === undefined ? { 'content-type': 'application/json' } : {}),
      },
      ...(body === undefined ? {} : { body: form ?? JSON.stringify(body) }),
    })
    return { status: answer.status, body: asObject(await answer.json()) }
  }
  const fire = (): void => {
    const due = [...timers]
    timers.clear()
    for (const work of due) work()
  }
  return { parts, store, complaints, call, fire }
}

const inFolder = async (work: (file: string, folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'simulator-state-'))
  try {
    await work(join(folder, 'state.json'), folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What a process that is killed leaves behind, opened by the next one. */
const afterKill = async (file: string, work: (next: Opened, file: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'simulator-killed-'))
  try {
    await cp(join(file, '..'), folder, { recursive: true, filter: (name) => !name.endsWith('.lock') })
    const next = await opening(join(folder, 'state.json'))
    await work(next, join(folder, 'state.json'))
    await next.store.close()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const append = (text: string) => [`blocks/${HOME}/children`, { children: [paragraph(text)] }] as const

/** Writes of every kind, whose outcome depends on the clock, on ids, on files and on earlier writes. */
const writeMuch = async ({ call, parts }: Opened): Promise<void> => {
  const done = async (method: string, path: string, body?: unknown): Promise<JsonObject> => {
    const { status, body: found } = await call(method, path, body)
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(found)}`)
    return found
  }
  await done('PATCH', ...append('one'))
  const database = await done('POST', 'databases', {
    parent: { type: 'page_id', page_id: HOME },
    title: [{ text: { content: 'Table' } }],
    initial_data_source: { properties: { Name: { title: {} }, No: { unique_id: {} }, Tags: { multi_select: {} } } },
  })
  const source = asObject(asArray(database.data_sources)[0]).id
  const row = await done('POST', 'pages', {
    parent: { data_source_id: source },
    properties: { Name: { title: [{ text: { content: 'Row' } }] }, Tags: { multi_select: [{ name: 'new' }] } },
    children: [paragraph('inside')],
  })
  await done('POST', 'comments', { parent: { page_id: row.id }, rich_text: [{ text: { content: 'Hello' } }] })
  const upload = await done('POST', 'file_uploads', {})
  const form = new FormData()
  form.set('file', new Blob(['contents ä'], { type: 'text/plain' }), 'a ü.txt')
  await done('POST', `file_uploads/${String(upload.id)}/send`, form)
  await done('PATCH', `pages/${String(row.id)}/markdown`, {
    type: 'replace_content',
    replace_content: { new_str: '# Other\n- words' },
  })
  await done('POST', `data_sources/${String(source)}/query`, {})
  await done('PATCH', `pages/${String(row.id)}`, { in_trash: true })
  expect((await call('PATCH', 'pages/nonsense', {})).status).toBe(400)
  expect(parts.simulator.journal).toHaveLength(10)
}

test('behavior: a process that is killed loses nothing: every change was written before its response', async () => {
  await inFolder(async (file) => {
    const opened = await opening(file)
    await writeMuch(opened)
    await afterKill(file, async (next, nextFile) => {
      expect(next.parts.simulator.snapshot()).toEqual(opened.parts.simulator.snapshot())
      expect(next.store.notices).toEqual([])
      // Killed again, with changes of two processes.
      expect((await next.call('PATCH', ...append('two'))).status).toBe(200)
      await afterKill(nextFile, async (last) => {
        expect(last.parts.simulator.snapshot()).toEqual(next.parts.simulator.snapshot())
      })
    })
    await opened.store.close()
  })
})

test('behavior: after a normal end there is one file, a snapshot that the next start reads', async () => {
  await inFolder(async (file, folder) => {
    const opened = await opening(file)
    await writeMuch(opened)
    await opened.store.close()
    expect(await readdir(folder)).toEqual(['state.json'])
    const next = await opening(file)
    expect(next.parts.simulator.snapshot()).toEqual(opened.parts.simulator.snapshot())
    await next.store.close()
    const content = await readFile(file, 'utf8')
    // Without changes it is not written again.
    const third = await opening(file)
    await third.store.close()
    expect([await readFile(file, 'utf8'), await readdir(folder)]).toEqual([content, ['state.json']])
    expect(JSON.parse(content)).toMatchObject({ snapshot: 1 })
  })
})

test('behavior: a killed process leaves good contents at every byte of the last line of its log', async () => {
  await inFolder(async (file, folder) => {
    const opened = await opening(file)
    await opened.call('PATCH', ...append('one'))
    const before = opened.parts.simulator.snapshot()
    await opened.call('PATCH', ...append('two'))
    const after = opened.parts.simulator.snapshot()
    const log = join(folder, (await readdir(folder)).find((name) => name.includes('.log.')) ?? '')
    const whole = await readFile(log)
    const last = whole.lastIndexOf('\n', whole.length - 2) + 1
    for (const end of [last, last + 1, Math.floor((last + whole.length) / 2), whole.length - 1, whole.length]) {
      await writeFile(log, whole.subarray(0, end))
      await afterKill(file, async (next) => {
        expect(next.parts.simulator.snapshot()).toEqual(end === whole.length ? after : before)
        expect(next.store.notices).toEqual([])
      })
    }
    for (const end of [0, 1, whole.indexOf('\n')]) {
      await writeFile(log, whole.subarray(0, end))
      await afterKill(file, async (next) => expect(next.store.notices).toEqual([]))
    }
  })
})

test('behavior: contents that are loaded are saved as a whole soon, and what follows them, too', async () => {
  await inFolder(async (file) => {
    const opened = await opening(file)
    await opened.call('PATCH', ...append('one'))
    const before = opened.parts.simulator.snapshot()
    const id = '22222222-2222-4222-8222-222222222222'
    await opened.parts.simulator.load([aPage(id)])
    await opened.call('PATCH', `blocks/${id}/children`, { children: [paragraph('in what was loaded')] })
    // Killed at once, it has what was before.
    await afterKill(file, async (next) => expect(next.parts.simulator.snapshot()).toEqual(before))
    opened.fire()
    await opened.call('PATCH', ...append('while it is being saved'))
    await opened.store.close()
    const next = await opening(file)
    expect(next.parts.simulator.snapshot()).toEqual(opened.parts.simulator.snapshot())
    await next.store.close()
  })
})

test('error: a second process on one file, also by another path; a stale lock is no obstacle', async () => {
  await inFolder(async (file, folder) => {
    const opened = await opening(file)
    await symlink(file, join(folder, 'link.json'))
    await expect(opening(file)).rejects.toThrow(`${file} is in use by the process ${process.pid}`)
    await expect(opening(join(folder, 'link.json'))).rejects.toThrow('is in use by the process')
    await opened.store.close()

    const dead = spawnSync(process.execPath, ['--version']).pid
    const stale = [
      '',
      'nonsense',
      JSON.stringify({ pid: dead }),
      // The number of a process that is used again: by this one, and by the first of the machine.
      JSON.stringify({ pid: process.pid, started: '1' }),
      ...(process.platform === 'linux' ? [JSON.stringify({ pid: 1, started: '-1' })] : []),
    ]
    for (const content of stale) {
      await writeFile(`${file}.lock`, content)
      const next = await opening(file)
      await expect(opening(file)).rejects.toThrow('is in use')
      await next.store.close()
    }
    // Of several that find a stale lock, one gets it.
    await writeFile(`${file}.lock`, 'nonsense')
    const all = await Promise.allSettled([1, 2, 3, 4].map(() => opening(file)))
    const winners = all.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    expect(winners).toHaveLength(1)
    for (const { store } of winners) await store.close()
    expect((await readdir(folder)).sort()).toEqual(['link.json', 'state.json'])
  })
})

test('error: a damaged file stays as it is, and is named', async () => {
  await inFolder(async (file, folder) => {
    for (const content of [
      '',
      '{"snapshot":1,"work',
      '[]',
      '{"pages":[]}',
      '{"snapshot":1}',
      '{"snapshot":9}',
      '\0\0',
    ]) {
      await writeFile(file, content)
      await expect(opening(file)).rejects.toThrow(`${file} is damaged and was left unchanged: `)
      expect([content, await readFile(file, 'utf8'), await readdir(folder)]).toEqual([content, content, ['state.json']])
    }
  })
})

test('error: a damaged log is kept and said, and what is before the damage is used', async () => {
  await inFolder(async (file, folder) => {
    const opened = await opening(file)
    await opened.call('PATCH', ...append('one'))
    const before = opened.parts.simulator.snapshot()
    const name = (await readdir(folder)).find((each) => each.includes('.log.')) ?? ''
    const log = join(folder, name)
    const good = await readFile(log, 'utf8')
    for (const line of ['nonsense', '{"route":1}', good.trimEnd().split('\n')[1]?.replace('PATCH', 'PUT') ?? '']) {
      await writeFile(log, good)
      await appendFile(log, `${line}\n`)
      await afterKill(file, async (next, nextFile) => {
        expect(next.parts.simulator.snapshot()).toEqual(before)
        expect(next.store.notices).toEqual([expect.stringMatching(/^The log of .* is damaged: .*line 3.* kept in /)])
        expect(await readFile(join(nextFile, '..', `${name}.damaged`), 'utf8')).toBe(`${good}${line}\n`)
      })
    }
    await opened.store.close()
  })
})

test('behavior: a log of other contents is kept, not applied', async () => {
  await inFolder(async (file) => {
    const opened = await opening(file)
    await opened.call('PATCH', ...append('one'))
    const backup = JSON.parse(await readFile(file, 'utf8'))
    for (const changed of [
      { ...backup, store: 'another' },
      { ...backup, log: backup.log + 5 },
      { ...backup, log: 0 },
    ]) {
      await writeFile(file, JSON.stringify(changed))
      await afterKill(file, async (next, nextFile) => {
        const { body } = await next.call('GET', `blocks/${HOME}/children`)
        expect(asArray(body.results)).toEqual([])
        const kept = (await readdir(join(nextFile, '..'))).filter((name) => name.includes('.damaged'))
        expect(kept).toHaveLength(next.store.notices.length)
      })
    }
  })
})

test('error: what cannot be written is said', async () => {
  await inFolder(async (file, folder) => {
    const opened = await opening(file)
    await rm(folder, { recursive: true })
    await opened.parts.simulator.load([aPage('22222222-2222-4222-8222-222222222222')])
    opened.fire()
    await expect(opened.store.close()).rejects.toThrow(`Cannot write ${file}: `)
    expect(opened.complaints).toHaveLength(1)
  })
})

test('behavior: a long log is replaced by a whole save, and nothing is lost in between', async () => {
  await inFolder(async (file, folder) => {
    const opened = await opening(file, 3)
    for (const text of ['one', 'two']) await opened.call('PATCH', ...append(text))
    opened.fire()
    const first = await readFile(file, 'utf8')
    await opened.call('PATCH', ...append('three'))
    opened.fire()
    for (const text of ['four', 'five']) await opened.call('PATCH', ...append(text))
    await opened.store.close()
    const next = await opening(file)
    expect(next.parts.simulator.snapshot()).toEqual(opened.parts.simulator.snapshot())
    await next.store.close()
    expect(await readFile(file, 'utf8')).not.toBe(first)
    expect(await readdir(folder)).toEqual(['state.json'])
  })
})
