/** A Redis of its own for the trial, on a free port; or the one of `REDIS_URL`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export const startRedis = async (): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> => {
  const given = process.env.REDIS_URL
  if (given) return { url: given, stop: async () => undefined }
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'notion-fp-workers-'))
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = once(child, 'close')
  await new Promise<void>((resolve, reject) => {
    child.once('error', () => reject(new Error('redis-server is not installed; install it, or set REDIS_URL')))
    ended.then(() => reject(new Error('redis-server has ended')))
    createInterface(child.stdout).on('line', (line) => {
      if (/Ready to accept connections/.test(line)) resolve()
    })
  })
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      process.removeListener('exit', kill)
      kill()
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}
