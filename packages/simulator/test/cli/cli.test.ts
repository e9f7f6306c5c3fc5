import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { HELP, parseOptions } from '../../src/cli/parseOptions.js'
import { runCli, type Started } from '../../src/cli/runCli.js'
import { asArray, asObject, type JsonObject } from '../../src/domain/values/json.js'

interface Heard {
  readonly started: Started
  readonly out: ReadonlyArray<string>
  readonly errors: ReadonlyArray<string>
}

const run = async (...args: ReadonlyArray<string>): Promise<Heard> => {
  const [out, errors]: [Array<string>, Array<string>] = [[], []]
  const started = await runCli(args, { out: (line) => out.push(line), error: (line) => errors.push(line) })
  return { started, out, errors }
}

/** Runs the command on a free port, and a test against it. */
const running = async (
  args: ReadonlyArray<string>,
  work: (url: string, heard: Heard) => Promise<void>,
): Promise<void> => {
  const heard = await run('--port', '0', ...args)
  if (heard.started.kind !== 'running') throw new Error(heard.errors.join('\n'))
  try {
    await work(heard.started.url, heard)
  } finally {
    await heard.started.close()
  }
}

const ask = async (url: string, path: string, body?: JsonObject, token = 'ntn_local') => {
  const answer = await fetch(`${url}/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'notion-version': '2026-03-11', 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: asObject(await answer.json()) }
}

const withFolder = async (work: (folder: string) => Promise<void>): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'simulator-'))
  try {
    await work(folder)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test('default: it serves one page to start from, and shows how to connect a client', async () => {
  await running([], async (url, { out }) => {
    const text = out.join('\n')
    expect(out[0]).toBe(`A Notion API on this machine: ${url}`)
    expect(text).toContain(`new Client({ auth: 'ntn_local', baseUrl: '${url}' })`)
    const [line = ''] = out.filter((each) => each.endsWith('  Home'))
    const id = line.trim().split(/\s+/)[1] ?? ''
    expect(await (await fetch(`${url}/_simulator/journal`)).json()).toEqual({ entries: [] })
    expect((await ask(url, `pages/${id}`)).status).toBe(200)
    expect((await ask(url, 'pages', { parent: { page_id: id }, properties: {} })).status).toBe(200)
  })
})

test('params: --seed, with a declared workspace and with a list of objects', async () => {
  await withFolder(async (folder) => {
    const [declared, listed] = [join(folder, 'declared.json'), join(folder, 'listed.json')]
    await writeFile(declared, JSON.stringify({ pages: [{ title: 'Declared' }] }))
    const id = 'ffffffff-0000-4000-8000-0000000000aa'
    await writeFile(listed, JSON.stringify([{ object: 'user', id, name: 'Lin', type: 'person', person: {} }]))
    await running(['--seed', declared, '--seed', listed], async (url, { out }) => {
      expect(out.some((line) => line.endsWith('  Declared'))).toBe(true)
      expect((await ask(url, `users/${id}`)).body.name).toBe('Lin')
    })
  })
})

test('params: --state stores the workspace between runs', async () => {
  await withFolder(async (folder) => {
    const state = join(folder, 'state.json')
    await running(['--state', state], async (url, { out }) => {
      const id = (out.find((each) => each.endsWith('  Home')) ?? '').trim().split(/\s+/)[1] ?? ''
      await ask(url, 'pages', { parent: { page_id: id }, properties: { title: [{ text: { content: 'Kept' } }] } })
    })
    expect(JSON.parse(await readFile(state, 'utf8'))).toMatchObject({ snapshot: 1 })
    await running(['--state', state], async (url) => {
      expect(asArray((await ask(url, 'search', { query: 'Kept' })).body.results)).toHaveLength(1)
    })
  })
})

test('behavior: --state takes precedence over --seed, and an invalid file stays unchanged', async () => {
  await withFolder(async (folder) => {
    const [state, seed] = [join(folder, 'state.json'), join(folder, 'seed.json')]
    await writeFile(seed, JSON.stringify({ pages: [{ title: 'Seeded' }] }))
    await running(['--state', state, '--seed', seed], async (_, { out }) => {
      expect(out.some((line) => line.endsWith('  Seeded'))).toBe(true)
      expect(out.join('\n')).not.toContain('Contents are')
    })
    await writeFile(seed, JSON.stringify({ pages: [{ title: 'Another' }] }))
    await running(['--state', state, '--seed', seed], async (_, { out }) => {
      expect(out[1]).toBe(`Contents were read from ${state}; seeds were ignored.`)
      expect(out.some((line) => line.endsWith('  Seeded'))).toBe(true)
      expect(out.some((line) => line.endsWith('  Another'))).toBe(false)
    })
    await writeFile(state, '{"snapshot":1}')
    expect((await run('--port', '0', '--state', state)).started).toEqual({ kind: 'over', code: 1 })
    expect(await readFile(state, 'utf8')).toBe('{"snapshot":1}')
  })
})

test('error: a state that cannot be written, at the start or at the end', async () => {
  await withFolder(async (folder) => {
    const nowhere = join(folder, 'none', 'state.json')
    const { started, errors } = await run('--port', '0', '--state', nowhere)
    expect(started).toEqual({ kind: 'over', code: 1 })
    expect(errors).toEqual([expect.stringContaining(`Cannot write ${nowhere}: `)])

    const inner = join(folder, 'inner')
    await mkdir(inner)
    const heard = await run('--port', '0', '--state', join(inner, 'state.json'))
    await rm(inner, { recursive: true })
    expect(heard.started.kind === 'running' ? await heard.started.close() : undefined).toBe(1)
    expect(heard.errors).toEqual([expect.stringContaining('Cannot write')])
  })
})

test('behavior: it lists only the first of many shared objects', async () => {
  await withFolder(async (folder) => {
    const seed = join(folder, 'seed.json')
    await writeFile(seed, JSON.stringify({ pages: Array.from({ length: 11 }, (_, index) => ({ title: `P${index}` })) }))
    await running(['--seed', seed], async (_, { out }) => {
      const shown = out.slice(out.indexOf('Shared with the connection:') + 1, out.indexOf('Connect a client:') - 1)
      expect(shown).toHaveLength(11)
      expect(shown.at(-1)).toBe('  … and more')
    })
  })
})

test('params: --requests, --token, --fault and --log', async () => {
  await running(['--requests', '1', '--token', 'ntn_mine', '--log'], async (url, { out }) => {
    expect(out.join('\n')).toContain('ntn_mine')
    expect((await ask(url, 'users/me')).status).toBe(401)
    expect((await ask(url, 'users/me', undefined, 'ntn_mine')).status).toBe(200)
    expect((await ask(url, 'users/me', undefined, 'ntn_mine')).status).toBe(429)
    expect(out.slice(-3)).toEqual([
      'GET    /v1/users/me 401 unauthorized',
      'GET    /v1/users/me 200',
      'GET    /v1/users/me 429 rate_limited',
    ])
  })
  await running(['--fault', '529'], async (url) => {
    expect((await ask(url, 'users/me')).body.code).toBe('service_overload')
  })
})

test('params: the meaning of the arguments', () => {
  const options = (...args: ReadonlyArray<string>) => {
    const parsed = parseOptions(args)
    return parsed.kind === 'run' ? parsed.options : undefined
  }
  expect(options()).toMatchObject({
    port: 8787,
    seeds: [],
    simulator: { conditions: { rateLimit: false, faults: [] } },
  })
  expect(options('--latency', '200')?.simulator.conditions?.latency).toBe(200)
  expect(options('--latency=100-300')?.simulator.conditions?.latency).toEqual({ min: 100, max: 300 })
  expect(options('--rate-limit')?.simulator.conditions?.rateLimit).toBe(true)
  expect(options('--chance', '9')?.simulator.conditions).toMatchObject({ seed: 9 })
  expect(options('--fault', '502:0.25', '--random-seed', '9')?.simulator.conditions).toMatchObject({
    faults: [{ status: 502, chance: 0.25 }],
    seed: 9,
  })
})

test('default: --help lists the options', async () => {
  expect(await run('--help')).toEqual({ started: { kind: 'over', code: 0 }, out: [HELP], errors: [] })
})

test.each<readonly [ReadonlyArray<string>, string]>([
  [['--port', 'x'], '--port must be a whole number from 0 to 65535, not "x".'],
  [['--port', '70000'], '--port must be a whole number'],
  [['--latency', '300-100'], '--latency must be milliseconds'],
  [['--latency', '-1'], '--latency'],
  [['--fault', '200'], '--fault must be a status'],
  [['--fault', '502:2'], '--fault must be a status'],
  [['--requests', '0'], '--requests must be a whole number'],
  [['--nope'], "Unknown option '--nope'"],
  [['stray'], "Unexpected argument 'stray'"],
])('error: the arguments %j', async (args, message) => {
  const { started, errors, out } = await run(...args)
  expect(started).toEqual({ kind: 'over', code: 2 })
  expect(errors[0]).toContain(message)
  expect(errors.at(-1)).toBe('Try --help.')
  expect(out).toEqual([])
})

test('error: files that cannot be used', async () => {
  await withFolder(async (folder) => {
    const file = join(folder, 'seed.json')
    const complaint = async (content?: string): Promise<string> => {
      if (content !== undefined) await writeFile(file, content)
      const { started, errors } = await run('--port', '0', '--seed', file)
      expect(started).toEqual({ kind: 'over', code: 1 })
      expect(errors).toHaveLength(1)
      return errors[0] ?? ''
    }
    expect(await complaint()).toBe(`Cannot read ${file}: the file does not exist.`)
    expect(await complaint('{')).toContain(`${file} is not valid JSON`)
    expect(await complaint('1')).toContain('a declared workspace')
    expect(await complaint('{"pages":[{}]}')).toContain('workspace.pages[0].title')
    expect(await complaint('{"snapshot":7}')).toContain('version 7')
    expect(await complaint('[1]')).toContain('objects[0] must be an object')
  })
})

test('error: a port that is taken, and a webhook outside of loopback', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  try {
    expect((await run('--port', String(port))).errors).toEqual([
      `Port ${port} is taken. Choose another with --port, or 0 for any that is free.`,
    ])
    expect((await run('--port', '0', '--webhook', 'https://example.com')).errors[0]).toContain('loopback')
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
})

test('params: --bot: the name of the bot, or its id', async () => {
  await running(['--bot', 'Mine'], async (url) => {
    expect((await ask(url, 'users/me')).body.name).toBe('Mine')
  })
  const id = '9c3f7e52-41d8-4b6a-8e0d-5a2b1c4d7f90'
  await running(['--bot', id], async (url) => {
    expect((await ask(url, 'users/me')).body.id).toBe(id)
  })
})

test('params: --quirk: by name, repeatable', async () => {
  const quirks = (...args: ReadonlyArray<string>) => {
    const parsed = parseOptions(args.flatMap((each) => ['--quirk', each]))
    return parsed.kind === 'run' ? parsed.options.simulator.quirks : parsed
  }
  expect(quirks()).toEqual({})
  expect(quirks('deletesOnce', 'searchLagMs=50')).toEqual({ deletesOnce: true, searchLagMs: 50 })
  for (const given of ['other', 'deletesOnce=1', 'searchLagMs', 'searchLagMs=x', 'toString'])
    expect(quirks(given)).toMatchObject({ kind: 'wrong', message: expect.stringContaining('--quirk') })
  await running(['--quirk', 'searchLagMs=60000'], async (url) => {
    expect((await ask(url, 'search', {})).body.results).toEqual([])
  })
})

test('params: --host warns and has no controls, unless --control is given; --allow-host', async () => {
  const statusOf = async (url: string, path: string): Promise<number> => {
    const response = await fetch(`${url}${path}`, { headers: { authorization: 'Bearer ntn_local' } })
    await response.text()
    return response.status
  }
  await running(['--host', '0.0.0.0'], async (url, { out, errors }) => {
    expect(errors).toEqual([
      'Warning: it listens on 0.0.0.0. Anyone who can reach this address can read and change all contents.',
    ])
    expect(out).toContain('The controls below /_simulator are off: --control turns them on.')
    expect([await statusOf(url, '/_simulator/snapshot'), (await ask(url, 'users/me')).status]).toEqual([400, 200])
  })
  await running(['--host', '127.0.0.1', '--control'], async (url, { errors }) => {
    expect(errors[0]).toContain('and use the controls')
    expect(await statusOf(url, '/_simulator/snapshot')).toBe(200)
  })
  const parsed = parseOptions(['--allow-host', 'a.example', '--journal-bytes', '0', '--no-journal-bodies'])
  expect(parsed).toMatchObject({
    options: {
      host: undefined,
      control: true,
      allowedHosts: ['a.example'],
      simulator: { journalBytes: 0, journalBodies: false },
    },
  })
})

test('error: a second command on the same --state, and one that fails after it was opened', async () => {
  await withFolder(async (folder) => {
    const state = join(folder, 'state.json')
    await running(['--state', state], async (url) => {
      const second = await run('--port', '0', '--state', state)
      expect([second.started, second.errors[0]]).toEqual([
        { kind: 'over', code: 1 },
        expect.stringContaining(`${state} is in use by the process ${process.pid}`),
      ])
      const { port } = new URL(url)
      const other = join(folder, 'other.json')
      expect((await run('--port', port, '--state', other)).errors[0]).toContain('is taken')
      // It let go of the file.
      await running(['--state', other], async () => undefined)
    })
  })
})
