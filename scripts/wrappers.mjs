/**
 * A rollup plugin that generates ES-module wrappers with named exports for CommonJS files of the package. Without them, Node reads
 * a CommonJS file for its names before it runs it, and all that the file passes on from others with it, which takes several times
 * as long as loading it does.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, resolve } from 'node:path'

const require = createRequire(import.meta.url)

/** A module with the exports of a CommonJS file; by other names on the way, since `let` may be exported but not declared. */
const wrapper = (file, from) => {
  const names = Object.keys(require(resolve(file)))
  return [
    `import all from './${relative(dirname(from), file)}'`,
    ...names.map((name, index) => `const _${index} = all.${name}`),
    `export { ${names.map((name, index) => `_${index} as ${name}`).join(', ')} }`,
    '',
  ].join('\n')
}

/**
 * @param {string} folder Where the modules go.
 * @param {string} commonjs Where the CommonJS files are.
 * @param {ReadonlyArray<string>} entries The paths of the files in both, without their ending.
 * @returns {import('rollup').Plugin}
 */
export const wrappers = (folder, commonjs, entries) => ({
  name: 'wrappers',
  writeBundle() {
    for (const entry of entries) {
      const to = join(folder, `${entry}.js`)
      mkdirSync(dirname(to), { recursive: true })
      writeFileSync(to, wrapper(join(commonjs, `${entry}.js`), to))
    }
  },
})
