/** What Vite must know to build the playground: the library and its packages are taken from their sources. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { type Alias, type Plugin, transformWithEsbuild, type UserConfig } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** The paths of the compiler, which name the sources of each module. */
const paths: Readonly<Record<string, ReadonlyArray<string>>> = JSON.parse(readFileSync(`${root}tsconfig.json`, 'utf8'))
  .compilerOptions.paths

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const aliases: Array<Alias> = Object.entries(paths).map(([name, [source = '']]) => ({
  find: new RegExp(`^${escaped(name).replace(String.raw`\*`, '(.*)')}$`),
  // In a browser, the simulator has no server.
  replacement: `${root}${name === '@notion-fp/simulator' ? 'packages/simulator/src/portable.ts' : source.replace('*', '$1')}`,
}))

/** The dependencies of the playground, which are loaded late. */
const DEPENDENCIES: Array<string> = [
  '@codemirror/autocomplete',
  '@codemirror/commands',
  '@codemirror/lang-javascript',
  '@codemirror/language',
  '@codemirror/state',
  '@codemirror/view',
  '@lezer/highlight',
  '@typescript/vfs',
  '@valtown/codemirror-ts',
  '@valtown/codemirror-ts/worker',
  'codemirror',
  'comlink',
  'fp-ts/Array',
  'fp-ts/Either',
  'fp-ts/function',
  'fp-ts/Option',
  'fp-ts/Task',
  'fp-ts/TaskEither',
  'hono',
  'io-ts',
  'ky',
  'object-inspect',
  'quick-lru',
  'sucrase',
  'typescript',
]

const NOT_RENDERED = '\0playground-not-rendered'

/**
 * Leaves the playground out of the bundle that renders the pages, which never shows it: its editor and its workers, with all of
 * TypeScript, are bundled for browsers alone.
 */
const onlyInBrowsers: Plugin = {
  name: 'playground-only-in-browsers',
  enforce: 'pre',
  resolveId: (name, _importer, { ssr = false }) => (ssr && name.endsWith('/Playground.vue') ? NOT_RENDERED : undefined),
  load: (id) => (id === NOT_RENDERED ? 'export default {}' : undefined),
}

/** TypeScript as a module with a default export: it is a script that leaves all of itself in `ts`. */
const minifyTypescript = async (file: string): Promise<string> => {
  const { code } = await transformWithEsbuild(`${readFileSync(file, 'utf8')}\nexport default ts`, file, {
    format: 'esm',
    legalComments: 'none',
    minify: true,
    sourcemap: false,
    target: 'es2020',
  })
  return code
}

/**
 * Keeps TypeScript in a file of its own: it is too large for a bundler to look through, and browsers keep it for as long as its version
 * stays.
 */
const typescriptAlone = (): Plugin => {
  const require = createRequire(import.meta.url)
  const fileName = `assets/typescript-${require('typescript/package.json').version}.js`
  let base = '/'
  return {
    name: 'playground-typescript-alone',
    apply: 'build',
    enforce: 'pre',
    configResolved: (config) => {
      base = config.base
    },
    resolveId: (name) =>
      name === 'typescript' ? { id: `${base}${fileName}`, external: 'absolute', moduleSideEffects: false } : undefined,
    async generateBundle(_options, bundle) {
      const isImported = Object.values(bundle).some(
        (chunk) => chunk.type === 'chunk' && chunk.imports.includes(`${base}${fileName}`),
      )
      if (!isImported) return
      const source = await minifyTypescript(require.resolve('typescript'))
      this.emitFile({ type: 'asset', fileName, source })
    },
  }
}

/** The settings of Vite for the playground. */
export const playground: UserConfig = {
  // Programs run in a worker, where the parser of Markdown must do without a document.
  resolve: { alias: aliases, conditions: ['worker'] },
  worker: { format: 'es', plugins: () => [typescriptAlone()] },
  plugins: [onlyInBrowsers, typescriptAlone()],
  server: { fs: { allow: [root] } },
  // Known from the start: the page would reload when the server finds one after the other.
  optimizeDeps: { include: DEPENDENCIES },
  build: { chunkSizeWarningLimit: 5_000 },
}
