/** Runs TypeScript that `pullSchema` has written. */
import * as rows from '../../src/jobs/rows/index.js'
import * as props from '../../src/props/index.js'

/** The imported names of a declaration, as a pattern of an object. */
const patternOf = (names: string): string =>
  names
    .split(', ')
    .filter((name) => !name.startsWith('type '))
    .map((name) => name.replace(' as ', ': '))
    .join(', ')

/** The exports of a module. Throws if its syntax is invalid: only imports, the export and the one type in it are not JavaScript. */
export const run = (
  text: string,
  others: { readonly [name: string]: object } = {},
): { readonly [name: string]: unknown } => {
  const code = text
    .replace(
      /^import \{ (.*) \} from (.*)$/gm,
      (_, names: string, from: string) => `const { ${patternOf(names)} } = require(${from})`,
    )
    .replace(/^export const (\w+) =/m, 'const $1 = exports.$1 =')
    .replaceAll('to((): RelatedDataSource =>', 'to(() =>')
  const exports: { [name: string]: unknown } = {}
  const modules: { readonly [name: string]: object } = { 'notion-fp/props': props, 'notion-fp/rows': rows, ...others }
  new Function('exports', 'require', `'use strict'\n${code}`)(exports, (name: string) => modules[name])
  return exports
}
