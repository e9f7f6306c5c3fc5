/** The token: from the environment, stdin or a file that only its owner can read; never from the command line, which others can see. */
import { chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Env } from '../env.js'
import { codeOf, localError, messageOf, tokenError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'

/** The variables that can hold the token; the first one that is set counts. */
const VARIABLES = ['NOTION_TOKEN', 'NOTION_API_TOKEN', 'NOTION_API_KEY'] as const

/** A token, and where it comes from. */
export interface Token {
  readonly token: string
  readonly from: string
}

const isWindows = process.platform === 'win32'

/** The folder of the settings of this command. */
const configFolder = (env: Env): string =>
  join(env.XDG_CONFIG_HOME || (isWindows && env.APPDATA) || join(homedir(), '.config'), 'notion-fp')

/** The file in which `login` stores the token. */
export const tokenFile = (env: Env): string => join(configFolder(env), 'token')

/** The ways to give the token of the API. */
const HOW = 'Run `notion-fp login`, set NOTION_TOKEN, or add --simulator to try it without an account.'

/** Checks what was given as a token: one word. It is never repeated in a message. */
export const cleanToken = (given: string, from: string, hint = HOW): Result<Token> => {
  const token = given.trim()
  if (token === '') return fail(tokenError(`There is no token in ${from}.`, hint))
  return /^[\x21-\x7e]+$/.test(token)
    ? ok({ token, from })
    : fail(tokenError(`The value in ${from} is not a token: it has spaces or other characters.`, hint))
}

const tooOpen = (mode: number): boolean => !isWindows && (mode & 0o077) !== 0

/** The failure of a file that was named by an option and does not exist. */
export const noTokenFile = (file: string, hint: string): Result<never> =>
  fail(tokenError(`There is no file ${file}.`, hint))

/** Reads a token from a file; `undefined` if there is no such file. A file that others can read is rejected. `hint` is how to give a token. */
export const readTokenFile = async (file: string, hint = HOW): Promise<Result<Token | undefined>> => {
  try {
    const { mode } = await stat(file)
    if (tooOpen(mode))
      return fail(
        tokenError(`${file} can be read by other users.`, `Run \`chmod 600 ${file}\`, and consider a new token.`),
      )
    return cleanToken(await readFile(file, 'utf8'), file, hint)
  } catch (thrown) {
    return codeOf(thrown) === 'ENOENT'
      ? ok(undefined)
      : fail(tokenError(`Cannot read ${file}: ${messageOf(thrown)}`, 'Check the path and the permissions of the file.'))
  }
}

/** Finds the token. */
export const findToken = async (
  env: Env,
  given: string | undefined,
  readStdin: () => Promise<Uint8Array>,
): Promise<Result<Token>> => {
  if (given === '-') return cleanToken(new TextDecoder().decode(await readStdin()), 'stdin')
  const name = given === undefined ? VARIABLES.find((each) => env[each]?.trim()) : undefined
  if (name !== undefined) return cleanToken(env[name] ?? '', name)
  const stored = await readTokenFile(given ?? tokenFile(env))
  if (stored._tag === 'Left') return stored
  if (stored.right) return ok(stored.right)
  return given === undefined ? fail(tokenError('There is no token.', HOW)) : noTokenFile(given, HOW)
}

/** Stores a token so that only its owner can read it. */
export const storeToken = async (env: Env, token: string): Promise<Result<string>> => {
  const file = tokenFile(env)
  const fresh = `${file}.${process.pid}`
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    await writeFile(fresh, `${token}\n`, { mode: 0o600 })
    // The umask limits the mode of a new file, and writing to an existing file does not change its mode.
    await chmod(fresh, 0o600)
    await rename(fresh, file)
    return ok(file)
  } catch (thrown) {
    await rm(fresh, { force: true }).catch(() => undefined)
    return fail(localError(`The token could not be stored in ${file}: ${messageOf(thrown)}`))
  }
}

/** Deletes the stored token; `false` if there is none. */
export const deleteToken = async (env: Env): Promise<Result<boolean>> => {
  const file = tokenFile(env)
  try {
    await rm(file)
    return ok(true)
  } catch (thrown) {
    return codeOf(thrown) === 'ENOENT'
      ? ok(false)
      : fail(localError(`The token in ${file} could not be deleted: ${messageOf(thrown)}`, 'Delete the file yourself.'))
  }
}
