/** The embedded Notion, for `--simulator` and `demo`: loaded only then. */
import { readFile, rename, writeFile } from 'node:fs/promises'
import { createSimulator, type JsonObject } from '@notion-fp/simulator'
import { codeOf, localError, messageOf } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import { SAMPLE } from './sample.js'

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

/** Starts the embedded Notion, with the contents of a file if there is one, otherwise with a sample. */
export const startEmbedded = async (file: string | undefined): Promise<Result<Embedded>> => {
  const contents = file === undefined ? ok(SAMPLE) : await readState(file)
  if (contents._tag === 'Left') return contents
  const simulator = createSimulator({ workspaceName: 'Sample workspace', bot: { name: 'notion-fp' } })
  try {
    await simulator.load(contents.right)
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
