/** What a line of imports costs in a bundle: bundled, minified, gzipped. */
import { gzipSync } from 'node:zlib'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build } from 'esbuild'
import { rollup } from 'rollup'
import { minify } from 'terser'
import { jobNames } from './entries.js'

const gzipped = (code: string): number => gzipSync(code, { level: 9 }).length

/** The entries that code may be left of. */
const ENTRIES = ['props', 'compat', ...jobNames()].map((name) => `notion-fp/${name}`)

/** The code bundled and minified by esbuild. */
const esbuilt = async (folder: string, code: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    write: false,
  })
  return outputFiles.map(({ text }) => text).join('')
}

const ENTRY = 'entry.mjs'

/** The code bundled by rollup and minified by terser. */
const rolledUp = async (folder: string, code: string): Promise<string> => {
  const bundle = await rollup({
    input: ENTRY,
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? `${folder}/${ENTRY}` : null),
        load: (id) => (id.endsWith(`/${ENTRY}`) ? code : null),
      },
      nodeResolve({ browser: true }),
    ],
    onLog: (level, log) => {
      // The helpers that TypeScript wrote into fp-ts look for one another on `this`, and do without.
      if (level === 'warn' && log.code !== 'THIS_IS_UNDEFINED') throw new Error(log.message)
    },
  })
  const { output } = await bundle.generate({ format: 'es' })
  const bundled = output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
  const minified = await minify(bundled, { module: true, ecma: 2020, format: { comments: false } })
  return minified.code ?? ''
}

/** Gzipped bytes of the code with esbuild for a browser. */
export const esbuildSize = async (folder: string, code: string): Promise<number> => gzipped(await esbuilt(folder, code))

/**
 * The code that the package's modules leave in a bundle that uses nothing of them, its word for having no side effects not
 * taken. Other packages are left out.
 */
export const leftovers = async (folder: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: ['notion-fp', ...ENTRIES].map((entry) => `import '${entry}'`).join('\n'), resolveDir: folder },
    bundle: true,
    minify: true,
    format: 'esm',
    external: ['ky'],
    plugins: [
      {
        name: 'distrust',
        setup: ({ onResolve, resolve }) => {
          onResolve({ filter: /^(\.|notion-fp)/ }, async ({ path, resolveDir, kind, pluginData }) => {
            if (pluginData === 'resolved') return undefined
            const resolved = await resolve(path, { resolveDir, kind, pluginData: 'resolved' })
            return { path: resolved.path, sideEffects: true }
          })
        },
      },
    ],
    write: false,
  })
  return outputFiles.map(({ text }) => text.replace(/import( [^;]*? ?from)?"(ky)";/g, '').trim()).join('')
}

/** Gzipped bytes of the code with rollup and terser. */
export const rollupSize = async (folder: string, code: string): Promise<number> => gzipped(await rolledUp(folder, code))
