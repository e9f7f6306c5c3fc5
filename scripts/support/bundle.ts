/** What a line of imports costs in a bundle: bundled, minified, gzipped. */
import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build } from 'esbuild'
import { type ModuleJSON, rollup } from 'rollup'
import { minify } from 'terser'
import { jobNames } from './entries.js'

const gzipped = (code: string): number => gzipSync(code, { level: 9 }).length

/** The entries that code may be left of. */
const ENTRIES = ['props', 'compat', ...jobNames()].map((name) => `notion-fp/${name}`)

/** Codes bundled and minified by esbuild, each by itself, at once: what they share is parsed once. */
const esbuilt = async (folder: string, codes: ReadonlyArray<string>): Promise<ReadonlyArray<string>> => {
  const names = codes.map((_, index) => `code-${index}`)
  const { outputFiles } = await build({
    entryPoints: names,
    outdir: folder,
    plugins: [
      {
        name: 'codes',
        setup: ({ onResolve, onLoad }) => {
          onResolve({ filter: /^code-\d+$/ }, ({ path }) => ({ path, namespace: 'code' }))
          onLoad({ filter: /./, namespace: 'code' }, ({ path }) => ({
            contents: codes[names.indexOf(path)] ?? '',
            resolveDir: folder,
          }))
        },
      },
    ],
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    write: false,
  })
  return names.map((name) => outputFiles.find(({ path }) => basename(path) === `${name}.js`)?.text ?? '')
}

const ENTRY = 'entry.mjs'

/** Bundles code with rollup, and keeps what it has parsed for the next code. */
const rollingUp = (folder: string): ((code: string) => Promise<string>) => {
  const resolved = nodeResolve({ browser: true })
  const parsed = new Map<string, ModuleJSON>()
  return async (code) => {
    const bundle = await rollup({
      input: ENTRY,
      cache: { modules: [...parsed.values()] },
      plugins: [
        {
          name: 'entry',
          resolveId: (id) => (id === ENTRY ? `${folder}/${ENTRY}` : null),
          load: (id) => (id.endsWith(`/${ENTRY}`) ? code : null),
        },
        resolved,
      ],
      onLog: (level, log) => {
        // The helpers that TypeScript wrote into fp-ts look for one another on `this`, and do without.
        if (level === 'warn' && log.code !== 'THIS_IS_UNDEFINED') throw new Error(log.message)
      },
    })
    for (const module of bundle.cache?.modules ?? []) parsed.set(module.id, module)
    const { output } = await bundle.generate({ format: 'es' })
    return output.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
  }
}

/** Gzipped bytes of each code with esbuild for a browser. */
export const esbuildSizes = async (folder: string, codes: ReadonlyArray<string>): Promise<ReadonlyArray<number>> =>
  (await esbuilt(folder, codes)).map(gzipped)

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

/** Gzipped bytes of code that is bundled by rollup and minified by terser. */
export const rollupSizes = (folder: string): ((code: string) => Promise<number>) => {
  const rolledUp = rollingUp(folder)
  return async (code) => {
    const { code: minified = '' } = await minify(await rolledUp(code), {
      module: true,
      ecma: 2020,
      format: { comments: false },
    })
    return gzipped(minified)
  }
}
