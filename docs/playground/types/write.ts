/**
 * Writes the declarations for the editor of the playground: those of the library and its packages, emitted from the sources, and those of
 * what they are built on, as far as imports lead to them. The site itself is compiled against these declarations, too.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { MODULE_NAMES } from '../engine/modules.js'
import { LIBS, TYPES_FILE, type TypeFiles } from './typeFiles.js'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const cache = join(root, 'docs/.vitepress/cache')
const emitted = join(cache, 'types')

/** Emits the declarations with the compiler of the project: the other one, which the editor needs, takes ten times as long. */
const emit = (): void => {
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  const config = join(root, 'docs/playground/types/tsconfig.json')
  execFileSync(process.execPath, [tsc, '-p', config, '--outDir', emitted], { stdio: 'inherit' })
}

/** Where the modules of the project have been emitted, by their names: as the compiler of the project finds them. */
const ownPaths = (): { [name: string]: Array<string> } => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile)
  const given: { readonly [name: string]: ReadonlyArray<string> } = config.compilerOptions.paths
  return Object.fromEntries(
    Object.entries(given).map(([name, paths]) => [
      name,
      paths.map((path) => join(emitted, path).replace(/\.ts$/, '.d.ts')),
    ]),
  )
}

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  paths: ownPaths(),
}

/** The path by which the editor knows a file. */
const pathInEditor = (file: string): string => {
  const inModules = file.split(`${sep}node_modules${sep}`).at(-1)
  if (file.includes(`${sep}node_modules${sep}`)) return `/node_modules/${inModules?.split(sep).join('/')}`
  return `/${relative(emitted, file).split(sep).join('/')}`
}

const libFolder = dirname(ts.getDefaultLibFilePath({}))

/** A library of the compiler, and those that it refers to. */
const libFiles = (name: string, seen: ReadonlySet<string>): ReadonlySet<string> => {
  if (seen.has(name)) return seen
  const text = readFileSync(join(libFolder, name), 'utf8')
  return ts
    .preProcessFile(text)
    .libReferenceDirectives.reduce<ReadonlySet<string>>(
      (all, { fileName }) => libFiles(`lib.${fileName}.d.ts`, all),
      new Set([...seen, name]),
    )
}

/** All files that imports lead to. */
const collect = (): TypeFiles => {
  const files: { [path: string]: string } = {}
  const paths: { [name: string]: Array<string> } = {}
  const waiting: Array<string> = []
  const follow = (name: string, from: string): void => {
    const found = ts.resolveModuleName(name, from, options, ts.sys).resolvedModule?.resolvedFileName
    // What has no declarations, such as a module of Node, is unknown in the editor as well.
    if (found === undefined || !/\.d\.[cm]?ts$/.test(found)) return
    if (!name.startsWith('.')) paths[name] = [pathInEditor(found)]
    waiting.push(found)
  }
  for (const name of MODULE_NAMES) follow(name, join(emitted, 'program.ts'))
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const path = pathInEditor(file)
    if (path in files) continue
    const text = readFileSync(file, 'utf8')
    files[path] = text
    for (const { fileName } of ts.preProcessFile(text).importedFiles) follow(fileName, file)
  }
  const libs = LIBS.reduce<ReadonlySet<string>>((all, name) => libFiles(name, all), new Set())
  for (const name of libs) files[`/${name}`] = readFileSync(join(libFolder, name), 'utf8')
  return { files, paths }
}

/** Settings that compile the site with the declarations in place of the sources, which are compiled elsewhere. */
const writeSettings = (): void => {
  const { config } = ts.readConfigFile(join(root, 'docs/tsconfig.json'), ts.sys.readFile)
  const include = config.include.map((pattern: string) => join(root, 'docs', pattern))
  const settings = { extends: '../../tsconfig.json', compilerOptions: { rootDir: root, paths: options.paths }, include }
  writeFileSync(join(cache, 'tsconfig.json'), JSON.stringify(settings))
}

emit()
writeSettings()
const target = join(root, 'docs/public', TYPES_FILE)
mkdirSync(dirname(target), { recursive: true })
const types = collect()
writeFileSync(target, JSON.stringify(types))
console.log(`${Object.keys(types.files).length} declarations for the editor of the playground`)
