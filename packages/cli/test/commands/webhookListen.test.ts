import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { aSource, TASKS } from '../support/aSource.js'
import { aFolder, commandFile, lines, runCommand } from '../support/command.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
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

describe('webhook listen', () => {
  test('default: shows the token of the handshake, then prints and forwards signed events', async () => {
    const { simulator, env, run } = await aSource(open)
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

  test('error: a delivery that breaks off, and an event that cannot be sent on', async () => {
    const { env, simulator, run } = await aSource(open)
    const received: Array<{ body: string; signature: string }> = []
    const target = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => {
        received.push({ body, signature: String(request.headers['x-notion-signature']) })
        response.end()
      })
    })
    await new Promise<void>((resolve) => target.listen(0, '127.0.0.1', resolve))
    const address = target.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const { verificationToken } = await simulator.subscribe({ url: `http://127.0.0.1:${port}/` })
    await run(['create', TASKS, 'Name=b'])
    await simulator.settled()
    const event = received.find(({ body }) => body.includes('page.created'))
    // From here on, nobody listens at the address that events are sent on to.
    target.closeAllConnections()
    await new Promise((resolve) => target.close(resolve))
    const listener = await listen(['--forward', `http://127.0.0.1:${port}/`], {
      ...env,
      NOTION_WEBHOOK_TOKEN: verificationToken,
    })
    const socket = connect(Number(new URL(listener.url).port), '127.0.0.1', () => {
      socket.write('POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\nhalf of it', () =>
        socket.destroy(),
      )
    })
    expect(await listener.until(/failed: a delivery could not be received: .+/)).toContain('aborted')
    const answer = await fetch(listener.url, {
      method: 'POST',
      body: event?.body ?? '',
      headers: { 'x-notion-signature': event?.signature ?? '' },
    })
    expect(answer.status).toBe(502)
    expect(await listener.until(/failed: an event could not be sent on to .+/)).toContain(`:${port}/: `)
    await listener.stop()
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
    const empty = join(aFolder(), 'secret')
    writeFileSync(empty, '\n', { mode: 0o600 })
    expect((await runCommand(['webhook', 'listen', '--secret-file', empty])).err).toMatch(
      /^notion-fp: There is no token in .*\n {2}Write the verification token of the webhook into it/,
    )
  })
})
