/** Reads JSON or text that is given on the command line, in a file, or on stdin. */
import { readFile } from 'node:fs/promises'
import { messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'
import type { Session } from './session.js'

/** Decodes UTF-8. A byte order mark at the start is left out. */
const decode = (bytes: Uint8Array, from: string): Result<string> => {
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return fail(usageError(`${from} is not UTF-8 text.`))
  }
}

/** Reads a file as text; `-` is stdin. */
export const readText = async ({ terminal }: Session, file: string): Promise<Result<string>> => {
  if (file === '-') return decode(await terminal.readStdin(), 'stdin')
  try {
    return decode(await readFile(file), file)
  } catch (thrown) {
    return fail(usageError(`Cannot read ${file}: ${messageOf(thrown)}`))
  }
}

/** Parses JSON. */
export const parseJson = (text: string, from: string): Result<unknown> => {
  try {
    return ok(JSON.parse(text))
  } catch (thrown) {
    return fail(usageError(`${from} is not JSON: ${messageOf(thrown)}`))
  }
}

/** JSON of the line, of a file as `@file`, or of stdin as `-`. */
export const readJson = async (session: Session, option: string, given: string): Promise<Result<unknown>> => {
  if (given !== '-' && !given.startsWith('@')) return parseJson(given, option)
  const file = given.replace(/^@/, '')
  const text = await readText(session, file)
  return text._tag === 'Left' ? text : parseJson(text.right, file === '-' ? 'stdin' : file)
}
