/** The built command as a process of its own, and a client that costs little. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JsonObject } from '../src/index.js'

const COMMAND = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

/** A command that serves. */
interface Started {
  readonly port: number
  /** The processor time that it has used since its start, in milliseconds. */
  readonly used: () => Promise<number>
  readonly stop: () => Promise<void>
}

/** Makes the command tell its processor time, in microseconds, when it is asked. */
const TELLING = `data:text/javascript,${encodeURIComponent(`
  process.on('message', () => {
    const { user, system } = process.cpuUsage()
    process.send(user + system)
  })
  process.channel.unref()
`)}`

/** Starts the command with stored contents. */
export const startCommand = async (contents: JsonObject): Promise<Started> => {
  if (!existsSync(COMMAND)) throw new Error('The command is not built: run `npm run build` first.')
  const folder = await mkdtemp(join(tmpdir(), 'simulator-bench-'))
  const state = join(folder, 'state.json')
  // As the command stores it: other snapshots are stored again at the start.
  await writeFile(state, JSON.stringify({ ...contents, store: 'bench', log: 0 }))
  const child = spawn(process.execPath, ['--import', TELLING, COMMAND, '--port', '0', '--state', state], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit')
  const stop = async (): Promise<void> => {
    child.kill()
    await ended
    await rm(folder, { recursive: true })
  }
  const used = async (): Promise<number> => {
    const told = once(child, 'message')
    child.send('used')
    return Number((await told)[0]) / 1_000
  }
  let said = ''
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout?.on('data', (text) => {
      said += String(text)
      const [, found] = /machine: http:\/\/[^:]+:(\d+)[\s\S]*Ctrl\+C/.exec(said) ?? []
      if (found !== undefined) resolve(Number(found))
    })
    void ended.then(() => reject(new Error(`The command ended: ${said}`)))
  })
  return { port, used, stop }
}

const CONNECTIONS = 8

/** Reads responses with a known length from one connection, one after the other. */
const readOn = (port: number, request: string, count: number): Promise<void> =>
  new Promise((resolve, reject) => {
    let left = count
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    socket.on('error', reject)
    socket.on('data', (data) => {
      received += data.toString('latin1')
      const end = received.indexOf('\r\n\r\n')
      const [, length] = /content-length: (\d+)/i.exec(received.slice(0, Math.max(end, 0))) ?? []
      if (end >= 0 && length === undefined) reject(new Error(`A response without a length: ${received.slice(0, end)}`))
      if (end < 0 || received.length < end + 4 + Number(length)) return
      if (!received.startsWith('HTTP/1.1 200')) reject(new Error(received))
      received = ''
      left -= 1
      if (left > 0) socket.write(request)
      else socket.end(() => resolve())
    })
  })

/** Reads an address a number of times, by several connections. */
export const readOverHttp = async (port: number, path: string, count: number): Promise<void> => {
  const headers = ['Host: 127.0.0.1', 'Authorization: Bearer ntn_bench', 'Notion-Version: 2026-03-11']
  const request = `GET ${path} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`
  await Promise.all(Array.from({ length: CONNECTIONS }, () => readOn(port, request, count / CONNECTIONS)))
}
