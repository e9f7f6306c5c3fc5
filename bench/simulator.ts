/** The simulator in a separate process, so that its work is not measured. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A running simulator. */
export interface RunningSimulator {
  /** Its address. */
  readonly url: string
  readonly stop: () => void
}

const program = fileURLToPath(new URL('../packages/simulator/src/cli.ts', import.meta.url))

/** Starts the simulator with objects as the API returns them. Rejects when it exits before it listens. */
export const startSimulator = (objects: ReadonlyArray<object>): Promise<RunningSimulator> => {
  const folder = mkdtempSync(join(tmpdir(), 'notion-fp-bench-'))
  const seed = join(folder, 'seed.json')
  writeFileSync(seed, JSON.stringify(objects))
  const args = ['--import', 'tsx', program, '--port', '0', '--seed', seed]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const stop = (): void => {
    child.removeAllListeners('exit').kill()
    rmSync(folder, { recursive: true, force: true })
  }
  process.once('exit', stop)
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The simulator exited with code ${code}.`)))
    createInterface(child.stdout).on('line', (line) => {
      const url = /^A Notion API on this machine: (\S+)$/.exec(line)?.[1]
      if (url !== undefined) resolve({ url, stop })
    })
  })
}
