/**
 * A lock file, so that only one process uses a stored workspace. The lock of a process that no longer runs is removed.
 */
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { asObject, parseJson } from '../domain/values/json.js'
import { codeOf } from './thrown.js'

/** A file that only one process uses. */
export interface Lock {
  readonly release: () => Promise<void>
}

/** Who holds a lock. */
interface Holder {
  readonly pid: number
  /** When the process started, where the system says so: the number of a process is reused. */
  readonly started: string | undefined
}

/** When a process started, in ticks since that of the machine; undefined where there is no `/proc`. */
const startOf = async (pid: number): Promise<string | undefined> => {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    // The name of the program, in parentheses, may contain spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (reason) {
    // It belongs to another user.
    return reason instanceof Error && 'code' in reason && reason.code === 'EPERM'
  }
}

/** The holder of a lock; undefined when the lock is stale: its process has ended, even if another one has its number. */
const livingHolder = async (content: string): Promise<Holder | undefined> => {
  const { pid, started } = asObject(parseJson(content))
  if (typeof pid !== 'number' || !isRunning(pid)) return undefined
  const now = await startOf(pid)
  const before = typeof started === 'string' ? started : undefined
  return now !== undefined && before !== undefined && now !== before ? undefined : { pid, started: before }
}

const read = async (path: string): Promise<string | undefined> => {
  try {
    return await readFile(path, 'utf8')
  } catch (reason) {
    if (codeOf(reason) === 'ENOENT') return undefined
    throw reason
  }
}

const taken = (file: string, path: string, { pid }: Holder): TypeError =>
  new TypeError(
    `${file} is in use by the process ${pid} on ${hostname()}. Stop it, or use another file; if there is no such process, delete ${path}.`,
  )

/** Takes away a stale lock, unless another process was faster. */
const removeStale = async (path: string, content: string): Promise<void> => {
  const aside = `${path}.${process.pid}`
  await rename(path, aside)
  // Between reading and renaming, another process may have replaced the stale lock by its own: it gets it back.
  if ((await read(aside)) !== content) await rename(aside, path)
  else await rm(aside, { force: true })
}

/** Creates a file together with its content, so that no process reads it empty. Rejects if it exists. */
const create = async (path: string, content: string): Promise<void> => {
  const complete = `${path}.${process.pid}.new`
  await writeFile(complete, content)
  try {
    await link(complete, path)
  } finally {
    await rm(complete, { force: true })
  }
}

const ATTEMPTS = 20

/** Locks a file, so that no other process uses it. Rejects with a TypeError when one does. */
export const lock = async (file: string): Promise<Lock> => {
  const path = `${file}.lock`
  const own = JSON.stringify({ pid: process.pid, started: await startOf(process.pid) })
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    try {
      await create(path, own)
      return { release: () => rm(path, { force: true }) }
    } catch (reason) {
      if (codeOf(reason) !== 'EEXIST') throw reason
    }
    const content = await read(path)
    if (content === undefined) continue
    const holder = await livingHolder(content)
    if (holder !== undefined) throw taken(file, path, holder)
    await removeStale(path, content).catch((reason) => {
      if (codeOf(reason) !== 'ENOENT') throw reason
    })
  }
  throw new TypeError(`${file} could not be locked: other processes lock it at the same time.`)
}
