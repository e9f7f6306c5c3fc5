/** A program that the tests of a file start as processes of their own, with the server that these share. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, onTestFinished } from 'vitest'
import { buildProgram } from './buildProgram.js'
import { connect, type TestClient } from './clients.js'
import { present } from './fleet.js'
import { type RedisServer, startRedis } from './redisServer.js'

/** The program, the server and a connection to it. */
export interface Program {
  readonly server: () => RedisServer
  readonly client: () => TestClient
  /** Starts a process, which is killed at the end of the test. It is given the address of the server and the task. */
  readonly start: (task: object) => ChildProcess
}

/** Builds a program of this folder and starts a server before the tests of a file, and stops it after them. */
export const aProgram = (name: string): Program => {
  const folder = mkdtempSync(join(tmpdir(), `notion-fp-redis-${name}-`))
  const program = join(folder, `${name}.mjs`)
  let server: RedisServer | undefined
  let client: TestClient | undefined
  beforeAll(async () => {
    server = await startRedis()
    client = await connect(server.url)
    await buildProgram(name, program)
  })
  afterAll(async () => {
    await client?.close()
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  return {
    server: () => present(server),
    client: () => present(client),
    start: (task) => {
      const child = fork(program, [JSON.stringify({ url: present(server).url, ...task })], {
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      })
      onTestFinished(() => void child.kill('SIGKILL'))
      return child
    },
  }
}
