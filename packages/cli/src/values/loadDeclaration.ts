/** Loads the declaration of a data source from a module. */
import { register } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AnyDefinition } from 'notion-fp/rows'
import { codeOf, messageOf, usageError } from '../errors/failure.js'
import { fail, ok, type Result } from '../errors/result.js'

const isDeclaration = (value: unknown): value is AnyDefinition =>
  typeof value === 'object' && value !== null && 'properties' in value && typeof value.properties === 'object'

const HINTS: { readonly [code: string]: string } = {
  ERR_MODULE_NOT_FOUND:
    'Check the path; what the module imports must be installed beside it (`npm install notion-fp`).',
  ERR_UNKNOWN_FILE_EXTENSION:
    'Node reads TypeScript from 22.18 on. `schema pull` also writes JavaScript: name the file .mjs.',
}

/** A hook of Node: imports of notion-fp that cannot be resolved are resolved to the copy in this command. */
const HOOK = `let own
export const initialize = (url) => { own = url }
export const resolve = async (specifier, context, next) => {
  try {
    return await next(specifier, context)
  } catch (error) {
    if (!/^notion-fp\\/(props|rows)$/.test(specifier)) throw error
    return { url: own, shortCircuit: true }
  }
}`

/** The entry of the bundle; this code is in a chunk, one folder below. */
const ownDeclarations = (): string => new URL('../declaration.js', import.meta.url).href

/** Loads the declaration that a module exports; if it has several, the one of a name. */
export const loadDeclaration = async (file: string, name: string | undefined): Promise<Result<AnyDefinition>> => {
  try {
    register(`data:text/javascript,${encodeURIComponent(HOOK)}`, {
      parentURL: import.meta.url,
      data: ownDeclarations(),
    })
    const module: { readonly [name: string]: unknown } = await import(pathToFileURL(resolve(file)).href)
    const found = Object.entries(module).filter(([, value]) => isDeclaration(value))
    const chosen = name === undefined ? found : found.filter(([exported]) => exported === name)
    const [only, second] = chosen
    if (only && !second && isDeclaration(only[1])) return ok(only[1])
    const names = found.map(([exported]) => exported).join(', ')
    return fail(
      found.length === 0
        ? usageError(`${file} exports no declaration.`, 'It must export a value of defineDataSource.')
        : usageError(`${file} exports ${names}.`, 'Name one with --export.'),
    )
  } catch (thrown) {
    return fail(usageError(`${file} cannot be loaded: ${messageOf(thrown).split('\n')[0]}`, HINTS[codeOf(thrown)]))
  }
}
