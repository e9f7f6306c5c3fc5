/** Finds what a deleted operation leaves behind, since Node names only the file that it does not find. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { INDEX } from './publicNames.js'

/** The lists that name every operation. */
const LISTS = ['test/support/operations.ts', 'src/compat/operations.ts', INDEX]

/**
 * What to remove from a file that imports files which do not exist.
 *
 * @param file The file.
 * @param text Its text.
 * @param exists Whether there is a file.
 */
export const missingImportsOf = (
  file: string,
  text: string,
  exists: (file: string) => boolean,
): ReadonlyArray<string> => {
  const lines = text.split('\n')
  return [...text.matchAll(/^(?:import|export) (?:type )?\{([^}]*)\} from '(\.[^']+)\.js'$/gm)].flatMap(
    ([, names = '', path = '']) => {
      const imported = join(dirname(file), `${path}.ts`)
      if (exists(imported)) return []
      if (file === INDEX) return [`${imported} does not exist: run npm run generate`]
      const found = names.split(',').map((name) => name.trim().replace(/^.* as |^type /, ''))
      const uses = lines.flatMap((line, index) =>
        found.some((name) => name !== '' && new RegExp(`\\b${name}\\b`).test(line))
          ? [`${index + 1}: ${line.trim()}`]
          : [],
      )
      return [
        `${imported} does not exist. Restore it, or remove from ${file}:\n${uses.map((use) => `  ${use}`).join('\n')}`,
      ]
    },
  )
}

/** The lists of operations do not fit the files. */
export class WrongLists extends Error {}

/** Checks all lists of operations. */
export const checkImports = (): void => {
  const missing = [
    ...LISTS,
    ...readdirSync('test/ops')
      .map((resource) => join('test/ops', resource, 'samples.ts'))
      .filter((file) => existsSync(file)),
  ].flatMap((file) => missingImportsOf(file, readFileSync(file, 'utf8'), existsSync))
  if (missing.length > 0) throw new WrongLists(missing.join('\n'))
}
