/** Calls in the rows of tables as programs: their imports are found by name, and the rest of their names is given to them. */
import { freeNames } from './program.js'
import type { Snippet } from './snippets.js'
import { FROM, TYPES } from './types.js'

/** Which module has a name, for the columns of a table. */
export type Modules = (row: string) => ReadonlyMap<string, string>

/** A row as a whole program, on the one line on which it stands. */
export const withNames =
  (modulesFor: Modules) =>
  (snippet: Snippet): Snippet => {
    if (snippet.row === undefined) return snippet
    const call = snippet.code.trim()
    const modules = modulesFor(snippet.row)
    const names = freeNames(call)
    const imports = names.flatMap((name) => {
      const from = modules.get(name)
      return from === undefined ? [] : [`import { ${name} } from '${from}'`]
    })
    const given = names.filter((name) => !modules.has(name))
    const types = [...new Set(given.map((name) => TYPES[name] ?? 'string'))].flatMap((type) => {
      const from = FROM[type]
      return from === undefined ? [] : [`import type { ${type} } from '${from}'`]
    })
    const parameters = given.map((name) => `${name}: ${TYPES[name] ?? 'string'}`)
    const body = /^(for|const|if) /.test(call) ? `{ ${call} }` : `(${call})`
    const program = `${[...imports, ...types].join('; ')}; export const row = async (${parameters.join(', ')}) => ${body}`
    return { ...snippet, code: snippet.code.replace(call, () => program) }
  }
