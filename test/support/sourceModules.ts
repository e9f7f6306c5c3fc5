/** Runs TypeScript that was written by a program. */
import { transformSync } from 'esbuild'
import * as rows from '../../src/jobs/rows/index.js'
import * as props from '../../src/props/index.js'

/** The exports of a module. Throws if its syntax is invalid. */
export const run = (
  text: string,
  others: { readonly [name: string]: object } = {},
): { readonly [name: string]: unknown } => {
  const { code } = transformSync(text, { loader: 'ts', format: 'cjs', target: 'es2022' })
  const module: { exports: { [name: string]: unknown } } = { exports: {} }
  const modules: { readonly [name: string]: object } = { 'notion-fp/props': props, 'notion-fp/rows': rows, ...others }
  new Function('module', 'require', code)(module, (name: string) => modules[name])
  return module.exports
}
