/** A Redis server of its own for a test, on a free port. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** The first version whose scripts and commands the package uses. */
const MIN_VERSION = 7

/** Why there is no server to test with; `undefined` if there is. */
const missing = (): string | undefined => {
  const { error, stdout } = spawnSync('redis-server', ['--version'], { encoding: 'utf8' })
  if (error) return 'redis-server is not installed'
  const version = Number(/v=(\d+)/.exec(stdout)?.[1] ?? 0)
  return version < MIN_VERSION ? `redis-server ${version} is older than ${MIN_VERSION}` : undefined
}

const reason = missing()
if (reason !== undefined)
  process.stderr.write(`\nSKIPPED: the tests of @notion-fp/redis that need a server, since ${reason}.\n\n`)

/** Whether there is no server to test with. It has been said on the console then. */
export const noServer = reason !== undefined

/** A port of loopback that is free. */
export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** A running server. */
export interface RedisServer {
  readonly port: number
  readonly url: string
  /** Stops the process without ending it, so that it answers nothing: a server that hangs. */
  readonly freeze: () => void
  readonly thaw: () => void
  readonly stop: () => Promise<void>
}

/** Starts a server; on a given port, to start one again. */
export const startRedis = async (given?: number, ...args: ReadonlyArray<string>): Promise<RedisServer> => {
  const port = given ?? (await freePort())
  const folder = mkdtempSync(join(tmpdir(), 'notion-fp-redis-'))
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
  const child = spawn('redis-server', [...own, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const closed = once(child, 'close')
  const lines: Array<string> = []
  await new Promise<void>((resolve, reject) => {
    closed.then(() => reject(new Error(`redis-server ended: ${lines.join('\n')}`)))
    createInterface(child.stdout).on('line', (line) => {
      lines.push(line)
      if (/Ready to accept connections/.test(line)) resolve()
    })
  })
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    stop: async () => {
      process.removeListener('exit', kill)
      kill()
      await closed
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
