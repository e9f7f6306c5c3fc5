/**
 * From the compiler's output in `build` to the package's in `dist`: modules as they are, for bundlers (`esm`); one file for
 * Node, which pays for each file that it opens (`node`); and CommonJS, one file too, beside the operations one by one (`cjs`).
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { constantsInPlace } from './scripts/constantsInPlace.mjs'
import { leanKy } from './scripts/leanKy.mjs'
import { leanLru } from './scripts/leanLru.mjs'
import { licences } from './scripts/licences.mjs'
import { minified } from './scripts/minified.mjs'
import { pureCalls } from './scripts/pureCalls.mjs'
import { operationFiles } from './scripts/support/operationFiles.mjs'
import { wrappers } from './scripts/wrappers.mjs'

const build = resolve('build')

const filesIn = (folder, ending) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .filter((name) => name.endsWith(ending))
        .map((name) => join(folder, name))
    : []

const entriesOf = (files) => Object.fromEntries(files.map((file) => [relative(build, file).replace(/\.js$/, ''), file]))

const main = entriesOf([join(build, 'index.js')])
const props = entriesOf([join(build, 'props/index.js')])
const compat = entriesOf([join(build, 'compat/index.js')])
/** The jobs: they share files with one another. */
const jobs = entriesOf(filesIn(join(build, 'jobs'), '/index.js'))
/** What fp-ts has, by other names. */
const fp = entriesOf(filesIn(join(build, 'fp'), '.js'))
/** Each operation. */
const parts = entriesOf(operationFiles().map(({ file }) => join(build, relative('src', file).replace(/\.ts$/, '.js'))))

/** Declarations beside the code of their format: what `import` gets is never typed by what `require` gets. */
const declarations = (folder) => ({
  name: 'declarations',
  writeBundle() {
    for (const file of filesIn(build, '.d.ts')) {
      const to = join(folder, relative(build, file))
      mkdirSync(dirname(to), { recursive: true })
      copyFileSync(file, to)
    }
  },
})

/** The nearest package.json says what a file is, so CommonJS below a package of modules needs one of its own. */
const commonjs = (folder) => ({
  name: 'commonjs',
  writeBundle: () =>
    writeFileSync(
      join(folder, 'package.json'),
      `${JSON.stringify({ type: 'commonjs', sideEffects: false }, null, 2)}\n`,
    ),
})

/** npm leaves folders called node_modules out of a package. */
const vendored = ({ name }) => `${name.replace(/^.*node_modules\//, 'vendor/')}.js`

const plugins = [
  // fp-ts and io-ts have no exports map: their ES modules are found by the older field only.
  nodeResolve({ mainFields: ['module', 'main'], exportConditions: ['import', 'default'] }),
  leanKy(),
  leanLru(),
  pureCalls(/\/(node_modules|build)\//),
]

const failOnWarning = (warning) => {
  // The helpers that TypeScript wrote into fp-ts and io-ts look for one another on `this`, and do without.
  if (warning.code === 'THIS_IS_UNDEFINED') return
  throw new Error(warning.message)
}

/** The path of a source by which stack traces name it: below `src`, or the package that it is of. */
const readable = (path) => path.replace(/^.*\/node_modules\//, '').replace(/^.*\/build\//, 'src/')

const FP_TS = /^fp-ts\//

const asModules = { preserveModules: true, preserveModulesRoot: build, entryFileNames: vendored }

/** Where the files go that entries of one form share. */
const asShared = { chunkFileNames: 'jobs/shared/[name].js' }

const form = (dir, input, output, { external = [], also = [], licence = 'THIRD-PARTY-LICENSES.txt' } = {}) => ({
  input,
  external,
  onwarn: failOnWarning,
  plugins: [...plugins, licences(licence), ...also],
  output: { dir, generatedCode: 'es2015', exports: 'named', ...output },
})

/** Node reads all of a file before it runs any of it, so the shorter it is, the sooner. */
const short = (dir, input, folder, output, also = []) =>
  form(
    dir,
    input,
    { sourcemap: true, sourcemapPathTransform: readable, ...output },
    { licence: `${folder}THIRD-PARTY-LICENSES.txt`, also: [minified(), ...also] },
  )

/** What Node imports. The source maps contain what they map to. */
const forImport = (input, folder = '', output = {}) => short('dist/node', input, folder, { format: 'es', ...output })

/** What Node requires. The source maps say the places only: the texts would be in the package twice. */
const forRequire = (input, folder = '', output = {}, also = []) =>
  short('dist/cjs', input, folder, { format: 'cjs', sourcemapExcludeSources: true, ...output }, also)

// What is needed of ky and quick-lru is a part of them, so everything holds that.
export default [
  form(
    'dist/esm',
    { ...main, ...props, ...compat, ...jobs, ...parts },
    { format: 'es', ...asModules },
    { also: [declarations('dist/esm'), constantsInPlace()] },
  ),
  // A file that these two shared would be one more to open.
  forImport(main),
  forImport(props, 'props/'),
  forImport(compat, 'compat/'),
  forImport(jobs, 'jobs/', asShared),
  form('dist/cjs', parts, { format: 'cjs', ...asModules }, { also: [declarations('dist/cjs')] }),
  forRequire(props, 'props/'),
  forRequire(compat, 'compat/'),
  forRequire(jobs, 'jobs/', asShared),
  forRequire(main, '', {}, [commonjs('dist/cjs')]),
  // The fp-ts that is installed, so that there is one of it.
  { input: fp, external: FP_TS, onwarn: failOnWarning, output: { dir: 'dist/esm', format: 'es' } },
  {
    input: fp,
    external: FP_TS,
    onwarn: failOnWarning,
    plugins: [wrappers('dist/node', 'dist/cjs', Object.keys(fp))],
    output: {
      dir: 'dist/cjs',
      format: 'cjs',
      exports: 'named',
      interop: 'esModule',
      generatedCode: 'es2015',
      externalLiveBindings: false,
    },
  },
]
