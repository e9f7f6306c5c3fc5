/** The embedded Notion, for `--simulator` and `demo`: loaded only then. */
import { createHash, randomUUID } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { createSimulator, type JsonObject } from '@notion-fp/simulator'
import { codeOf, localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { SAMPLE } from './sample.js'

const BOT = '1f1e1d1c-1b1a-4918-9716-151413121110'

/** A running embedded Notion. */
export interface Embedded {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Writes its contents to the file, if there is one. */
  readonly save: () => Promise<Result<void>>
}

const readState = async (file: string): Promise<Result<JsonObject>> => {
  try {
    return ok(JSON.parse(await readFile(file, 'utf8')))
  } catch (thrown) {
    return codeOf(thrown) === 'ENOENT' ? ok(SAMPLE) : fail(localError(`Cannot read ${file}: ${messageOf(thrown)}`))
  }
}

/**
 * The ids of the sample are the same in each run: what one command shows can be given to the next one, and a second export or sync finds
 * its pages again.
 */
const sampleIds = (): (() => string) => {
  let count = 0
  return () => {
    count++
    const digits = createHash('sha256').update(`sample ${count}`).digest('hex')
    return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`
  }
}

/** Starts the embedded Notion, with the contents of a file if there is one, otherwise with a sample. */
export const startEmbedded = async (file: string | undefined): Promise<Result<Embedded>> => {
  const contents = file === undefined ? ok(SAMPLE) : await readState(file)
  if (contents._tag === 'Left') return contents
  let newId = contents.right === SAMPLE ? sampleIds() : randomUUID
  const simulator = createSimulator({
    workspaceName: 'Sample workspace',
    bot: { id: BOT, name: 'notion-fp' },
    newId: () => newId(),
  })
  try {
    await simulator.load(contents.right)
    newId = randomUUID
  } catch (thrown) {
    return fail(localError(`${file ?? 'The sample'} is not a workspace: ${messageOf(thrown)}`))
  }
  const save = async (): Promise<Result<void>> => {
    if (file === undefined) return ok(undefined)
    const fresh = `${file}.${process.pid}`
    try {
      await writeFile(fresh, JSON.stringify(simulator.snapshot()), { mode: 0o600 })
      await rename(fresh, file)
      return ok(undefined)
    } catch (thrown) {
      return fail(localError(`Cannot write ${file}: ${messageOf(thrown)}`))
    }
  }
  return ok({ fetch: simulator.fetch, save })
}
