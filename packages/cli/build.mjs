/**
 * Builds the command: everything that it needs in a few files, so that it starts quickly and installs nothing else. Each command is a
 * chunk of its own, and so is the embedded Notion: they are loaded when they are needed.
 */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const HERE = dirname(fileURLToPath(import.meta.url))

const { version } = JSON.parse(readFileSync(join(HERE, 'package.json'), 'utf8'))

/** The folder of the installed package that a module belongs to. */
const packageOf = (file) => {
  for (let folder = dirname(file); folder !== dirname(folder); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version) return folder
  }
  throw new Error(`no package holds ${file}`)
}

const noticeOf = (folder) => {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry))
  if (!file) throw new Error(`${name} comes without a licence`)
  return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`
}

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
  const folders = new Set(
    inlined.filter((file) => file.includes('node_modules/')).map((file) => packageOf(resolve(HERE, file))),
  )
  writeFileSync(
    join(outdir, 'licences.txt'),
    [...folders]
      .map(noticeOf)
      .sort()
      .join(`\n${'-'.repeat(80)}\n\n`),
  )
  return metafile
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildCommand(join(HERE, 'dist'))
