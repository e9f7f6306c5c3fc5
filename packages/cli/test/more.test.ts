import { execFileSync, spawn } from 'node:child_process'
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import {
  aFolder,
  commandFile,
  hasScript,
  lines,
  runCommand,
  runInTerminal,
  serve,
  spawnCommand,
} from './support/command.js'

const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

const open: Array<() => Promise<void>> = []
afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const aSource = async () => {
  const { simulator, env, close } = await serve({
    databases: [
      {
        title: 'Tasks',
        data_source_id: TASKS,
        properties: { Name: 'title', Stage: ['Todo', 'Done'], Points: 'number' },
        rows: [{ Name: 'a', Stage: 'Done', Points: 1 }],
      },
    ],
  })
  open.push(close)
  const cwd = aFolder()
  // A module that has changed is loaded again by another process only.
  const run = (args: ReadonlyArray<string>) => runCommand(args, args[0] === 'schema' ? { env, cwd } : { env })
  return { simulator, env, cwd, run }
}

/** Rewrites the module that `schema pull` wrote. */
const edit = (file: string, from: RegExp, to: string): void => {
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(from)
  writeFileSync(file, text.replace(from, to))
}

describe('schema', () => {
  test('default: pull, check, plan and apply, without notion-fp beside the module', async () => {
    const { run, cwd } = await aSource()
    expect((await run(['schema', 'pull', TASKS, '--to', 'tasks.mjs'])).code).toBe(0)
    expect((await run(['schema', 'pull', TASKS])).out).toBe(readFileSync(join(cwd, 'tasks.mjs'), 'utf8'))
    expect(await run(['schema', 'check', 'tasks.mjs'])).toMatchObject({ code: 0, out: '' })

    edit(join(cwd, 'tasks.mjs'), /Points: \{/, 'Effort: {')
    const checked = await run(['schema', 'check', 'tasks.mjs'])
    expect(checked.code).toBe(1)
    expect(lines(checked.out)).toMatchObject([{ kind: 'renamed', property: 'Points', declared: 'Effort' }])

    const planned = await run(['schema', 'plan', 'tasks.mjs', '--to', 'plan.json'])
    expect(lines(planned.out)).toMatchObject([{ class: 'safe', property: 'Points' }])
    expect(lines((await run(['schema', 'apply', 'plan.json'])).out)).toMatchObject([
      { result: 'changed', property: 'Points' },
    ])
    expect((await run(['schema', 'check', 'tasks.mjs'])).code).toBe(0)
    expect(lines((await run(['schema', 'apply', 'plan.json'])).out)).toMatchObject([{ result: 'was so already' }])
    expect(lines((await run(['query', TASKS])).out)).toMatchObject([{ Effort: 1 }])
  })

  test('error: a change that loses something needs to be allowed', async () => {
    const { run, cwd } = await aSource()
    await run(['schema', 'pull', TASKS, '--to', 'tasks.mjs'])
    edit(join(cwd, 'tasks.mjs'), /\n {4}Points: .*\n/, '\n')
    const planned = await run(['schema', 'plan', 'tasks.mjs', '--to', 'plan.json'])
    expect(lines(planned.out)).toMatchObject([{ class: 'lossy', property: 'Points', rows: 1 }])
    expect((await run(['schema', 'plan', 'tasks.mjs', '--keep-properties'])).out).toBe('')
    const refused = await run(['schema', 'apply', 'plan.json'])
    expect(refused.code).toBe(64)
    expect(lines((await run(['query', TASKS])).out)[0]).toHaveProperty('Points')
    expect((await run(['schema', 'apply', 'plan.json', '--allow', 'Points'])).code).toBe(0)
    expect(lines((await run(['query', TASKS])).out)[0]).not.toHaveProperty('Points')
  })

  test('error: modules that declare nothing, too much, or cannot be loaded', async () => {
    const { run, cwd } = await aSource()
    writeFileSync(join(cwd, 'none.mjs'), 'export const a = 1')
    writeFileSync(join(cwd, 'two.mjs'), 'export const A = { properties: {} }, B = { properties: {} }')
    writeFileSync(join(cwd, 'import.mjs'), "import 'not-installed'")
    expect((await run(['schema', 'check', 'none.mjs'])).err).toContain('none.mjs exports no declaration.')
    expect((await run(['schema', 'check', 'two.mjs'])).err).toContain('two.mjs exports A, B.')
    expect((await run(['schema', 'check', 'two.mjs', '--export', 'A'])).err).toContain('does not say which data source')
    expect((await run(['schema', 'check', 'import.mjs'])).err).toContain('import.mjs cannot be loaded')
    expect((await run(['schema', 'check', 'missing.mjs'])).code).toBe(64)
    writeFileSync(join(cwd, 'plan.json'), '{}')
    expect((await run(['schema', 'apply', 'plan.json'])).code).toBe(64)
    expect((await run(['schema'])).err).toContain('schema pull, schema check, schema plan, schema apply')
  })
})

/** Starts `webhook listen`, and returns its address once it listens. */
const listen = async (args: ReadonlyArray<string>, env: Record<string, string>) => {
  const child = spawn(process.execPath, [await commandFile(), 'webhook', 'listen', '--port', '0', ...args], {
    env: { ...env, PATH: process.env.PATH ?? '' },
  })
  let out = ''
  let err = ''
  const waiting: Array<() => void> = []
  const look = (): void => {
    for (const check of waiting) check()
  }
  child.stdout.on('data', (chunk) => {
    out += String(chunk)
    look()
  })
  child.stderr.on('data', (chunk) => {
    err += String(chunk)
    look()
  })
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve))
  const until = (pattern: RegExp): Promise<string> =>
    new Promise((resolve) => {
      const check = (): void => {
        const found = pattern.exec(`${out}${err}`)
        if (found) resolve(found[1] ?? found[0])
      }
      waiting.push(check)
      check()
    })
  const stop = (): Promise<number | null> => {
    child.kill('SIGINT')
    return closed
  }
  return { url: await until(/Listening on (http:\S+)\./), until, stop, output: () => ({ out, err }) }
}

test.runIf(process.platform !== 'win32')(
  'behavior: installed, the command is a link, and finds its own files',
  async () => {
    const { env, cwd, run } = await aSource()
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

describe('webhook listen', () => {
  test('default: shows the token of the handshake, then prints and forwards signed events', async () => {
    const { simulator, env, run } = await aSource()
    const first = await listen([], env)
    const { verificationToken } = await simulator.subscribe({ url: first.url })
    expect(await first.until(/NOTION_WEBHOOK_TOKEN: (\S+)/)).toBe(verificationToken)
    expect(await first.stop()).toBe(130)

    const received: Array<{ body: string; signature: unknown }> = []
    const target = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => {
        received.push({ body, signature: request.headers['x-notion-signature'] })
        response.end()
      })
    })
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
    const address = target.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const second = await listen(['--forward', `http://127.0.0.1:${port}/`], {
      ...env,
      NOTION_WEBHOOK_TOKEN: verificationToken,
    })
    open.push(async () => {
      target.close()
    })
    // The subscription leads to the port of the first run: what Notion would send is sent on by hand.
    const relay = await simulator.subscribe({ url: `http://127.0.0.1:${port}/` })
    await run(['create', TASKS, 'Name=b'])
    await simulator.settled()
    const signed = received.find(({ body }) => body.includes('page.created'))
    expect(relay.verificationToken).not.toBe(verificationToken)
    const refused = await fetch(second.url, {
      method: 'POST',
      body: signed?.body ?? '',
      headers: { 'x-notion-signature': String(signed?.signature) },
    })
    expect(refused.status).toBe(401)
    const { createHmac } = await import('node:crypto')
    const signature = `sha256=${createHmac('sha256', verificationToken)
      .update(signed?.body ?? '')
      .digest('hex')}`
    const before = received.length
    const accepted = await fetch(second.url, {
      method: 'POST',
      body: signed?.body ?? '',
      headers: { 'x-notion-signature': signature },
    })
    expect(accepted.status).toBe(200)
    expect(received.slice(before)).toEqual([{ body: signed?.body, signature }])
    expect((await fetch(second.url)).status).toBe(405)
    await second.stop()
    expect(lines(second.output().out)).toMatchObject([{ type: 'page.created' }])
    expect(second.output().err).toContain('refused: ')
  })

  test('error: wrong options', async () => {
    expect((await runCommand(['webhook', 'listen', '--port', '70000'])).code).toBe(64)
    expect((await runCommand(['webhook', 'listen', '--forward', 'here'])).code).toBe(64)
    const { code, err } = await runCommand(['webhook', 'listen', '--secret-file', '/none'])
    expect(code).toBe(3)
    // Not the token of the API: nothing about `notion-fp login`.
    expect(err).toMatch(
      /^notion-fp: There is no file \/none\.\n {2}Write the verification token of the webhook into it/,
    )
  })
})

describe('completion', () => {
  const complete = async (...words: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
    const { out } = await runCommand(['completion', 'bash'])
    const script = `${out}\nCOMP_WORDS=(notion-fp ${words.map((word) => `'${word}'`).join(' ')})\nCOMP_CWORD=${words.length}\n_notion_fp\necho "\${COMPREPLY[@]}"`
    return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split(' ')
  }

  test('default: commands, subcommands, options and their values', async () => {
    expect(await complete('que')).toEqual(['query'])
    expect(await complete('schema', 'p')).toEqual(['pull', 'plan'])
    expect(await complete('schema', 'plan', 'x', '--ren')).toEqual(['--rename'])
    expect(await complete('query', 'x', '--js')).toEqual(['--json'])
    expect(await complete('search', '--type', '')).toEqual(['page', 'data_source'])
    expect(await complete('query', '')).toEqual([''])
  })

  test('params: zsh and fish have all commands and options', async () => {
    const { out: help } = await runCommand(['--help'])
    const commands = [...help.matchAll(/^ {2}([a-z]+(?: [a-z]+)?) {2,}/gm)].map(([, name = '']) => name)
    expect(commands.length).toBeGreaterThan(20)
    const zsh = (await runCommand(['completion', 'zsh'])).out
    const fish = (await runCommand(['completion', 'fish'])).out
    expect(zsh).toMatch(/^#compdef notion-fp\n/)
    for (const name of commands) {
      expect(zsh).toContain(`'${name}') words='`)
      expect(fish).toContain(` -a ${name.split(' ').at(-1)} -d '`)
    }
    expect(fish).toContain("-l type -r -f -a 'page data_source'")
    expect((await runCommand(['completion', 'tcsh'])).code).toBe(64)
  })
})

describe('demo', () => {
  test('default: runs to its end, without an account', async () => {
    // It runs many commands, here as they were built.
    const { code, out, err } = await spawnCommand(['demo'])
    expect(code).toBe(0)
    expect(out).toContain("$ notion-fp query 2f2e2d2c2b2a4928a726252423222120 'Stage!=Done'")
    expect(out).toContain('Paint the fence,Doing,\n')
    expect(err).toBe('notion-fp: "Don" is not an option of Stage.\n  Did you mean "Done"?\n')
  })
})

test.each([
  'create',
  'update',
  'append',
  'upload',
  'download',
  'copy',
  'export',
  'import',
  'sync',
  'backup',
  'backup verify',
  'restore',
  'query',
  'get',
  'tree',
  'search',
  'api',
])('default: the help of %s has examples that name only its options', async (name) => {
  const { out } = await runCommand([...name.split(' '), '--help'])
  const [, options = '', examples = ''] = /Options:\n([\s\S]*)\nExamples:\n([\s\S]*)/.exec(out) ?? []
  const used = examples
    .split('\n')
    .filter((line) => line.startsWith(`  notion-fp ${name}`))
    .flatMap((line) => line.match(/ --[a-z-]+/g) ?? [])
  expect(examples).toContain(`notion-fp ${name}`)
  for (const option of used) expect(options).toContain(option)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(140)
})

test.runIf(hasScript)('default: a job shows its progress on a terminal, and clears it', async () => {
  const { env, simulator } = await aSource()
  simulator.setConditions({ latency: 120 })
  const { code, out } = await runInTerminal(['export', TASKS, join(aFolder(), 'a.csv')], { env })
  expect(code).toBe(0)
  const [, progress = '', rest] = out.split('\r\u001b[K')
  expect(progress).toMatch(/^rows: \d+, \d+\/s, \d+ requests$/)
  expect(rest).toMatch(/^file /)
})
