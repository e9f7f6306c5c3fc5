/**
 * Builds the command: everything that it needs in a few files, so that it starts quickly and installs nothing else. Each command is a
 * chunk of its own, and so is the embedded Notion: they are loaded when they are needed.
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { noticesOf } from '../../scripts/licences.mjs'

const HERE = dirname(fileURLToPath(import.meta.url))

const { version } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'))

/** Builds into a folder; it is replaced as a whole. */
export const buildCommand = async (outdir) => {
  rmSync(outdir, { recursive: true, force: true })
  const { metafile } = await build({
    absWorkingDir: HERE,
    entryPoints: ['src/main.ts', 'src/declaration.ts'],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // The sources of the library and of the simulator, by the paths of this configuration.
    tsconfig: '../../tsconfig.json',
    mainFields: ['module', 'main'],
    minify: true,
    metafile: true,
    legalComments: 'none',
    define: { VERSION: JSON.stringify(version) },
    // Some packages are CommonJS modules that require modules of Node.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    chunkNames: 'chunks/[name]-[hash]',
    // These modules have only types.
    logOverride: { 'ignored-bare-import': 'silent' },
    logLevel: 'warning',
  })
  const inlined = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs))
  writeFileSync(join(outdir, 'licences.txt'), noticesOf(inlined.map((file) => resolve(HERE, file))))
  return metafile
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCommand(join(HERE, 'dist'))
