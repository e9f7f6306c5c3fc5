/** What each entry of the package exports, as the lists in `test/__snapshots__` have it. */
import { readFileSync } from 'node:fs'

/** The entries by their names, with their files. */
export const entries = {
  'notion-fp': 'src/index.ts',
  'notion-fp/props': 'src/props/index.ts',
  'notion-fp/fp': 'src/fp/index.ts',
  'notion-fp/compat': 'src/compat/index.ts',
  'notion-fp/blocks': 'src/jobs/blocks/index.ts',
  'notion-fp/changes': 'src/jobs/changes/index.ts',
  'notion-fp/completion': 'src/jobs/completion/index.ts',
  'notion-fp/files': 'src/jobs/files/index.ts',
  'notion-fp/rows': 'src/jobs/rows/index.ts',
}

/** The names in the export lists of an entry, types marked as such. */
export const exportsOf = (entry: string): ReadonlyArray<string> =>
  [...readFileSync(entry, 'utf8').matchAll(/^export (type )?\{([^}]*)\}/gm)]
    .flatMap(([, type = '', names = '']) => names.split(',').map((name) => `${type}${name.trim()}`))
    .filter((name) => !/^(type )?$/.test(name))
    .map((name) => name.replace(/^(type )?.* as /, '$1'))
    .sort()

/** The list of an entry as it is written, and where, below `test`. */
export const exportList = (name: string, entry: string): { readonly file: string; readonly text: string } => ({
  file: `__snapshots__/${name.replace('/', '-')}.exports.txt`,
  text: `${exportsOf(entry).join('\n')}\n`,
})
