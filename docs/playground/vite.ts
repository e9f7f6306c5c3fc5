/** What Vite must know to build the playground: the library and its packages are taken from their sources. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Alias, Plugin, UserConfig } from 'vite'

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

/** The settings of Vite for the playground. */
export const playground: UserConfig = {
  // Programs run in a worker, where the parser of Markdown must do without a document.
  resolve: { alias: aliases, conditions: ['worker'] },
  worker: { format: 'es' },
  plugins: [onlyInBrowsers],
  server: { fs: { allow: [root] } },
  // Known from the start: the page would reload when the server finds one after the other.
  optimizeDeps: { include: DEPENDENCIES },
  build: { chunkSizeWarningLimit: 5_000 },
}
