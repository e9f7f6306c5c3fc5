/**
 * Looks at the packed package as a user would: publint, arethetypeswrong, and programs of people who use it, compiled by the
 * newest TypeScript and by the last one of the line before, in every way in which imports are resolved.
 */
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { subpaths } from './support/entries.js'
import { install, inTemporaryFolder, pack } from './support/packed.js'
import { propertyPrograms } from './support/propertyPrograms.js'

const PROGRAM = `
import { pipe } from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import { createContext, fetchFetcher, getPage, makeContext, type NotionError, type Page, toPromise, withRetry, wrap } from 'notion-fp'
import { asNotionClient } from 'notion-fp/compat'
import { getPage as one } from 'notion-fp/ops/pages/getPage'
import { RTE, TE as TaskEithers, flow } from 'notion-fp/fp'
import * as Either from 'notion-fp/fp/Either'
import { number, title } from 'notion-fp/props'

const full = createContext({ auth: 'ntn_…' })
const bare = pipe(makeContext({ auth: async () => 'ntn_…' }, fetchFetcher), wrap(withRetry()))
export const url: TE.TaskEither<NotionError, string> = pipe(
  getPage(full, { page_id: '0123456789abcdef0123456789abcdef' }),
  TE.map((page) => page.url),
)
// The types of fp-ts are the same by either name.
export const urls: TE.TaskEither<NotionError, string> = pipe(url, TaskEithers.map(flow((text) => text.trim())))
export const readers: RTE.ReaderTaskEither<unknown, never, number> = RTE.of(1)
export const right: Either.Either<never, number> = Either.right(1)
export const page: Promise<Page> = toPromise(one(bare, { page_id: '0123456789abcdef0123456789abcdef' }))
export const properties = { Name: title('Write the report'), Estimate: number(3) }
export const asTheirs: Promise<Page> = asNotionClient(full).pages.retrieve({ page_id: '0123456789abcdef0123456789abcdef' })
// @ts-expect-error [ts2345] a page has an id
export const wrong = getPage(full, {})
// @ts-expect-error [ts2353] a misspelt setting
export const misspelt = createContext({ auth: 'ntn_…', timeout: 1 })
`

const DOM = { lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'], types: [] }

/** Node's own declarations bring \`fetch\` and its relatives without those of a browser. */
const NODE_ONLY = { lib: ['ES2022'], types: ['node'] }

/** Every entry by its name, so that none is without types. */
const everyEntry = (): string =>
  subpaths()
    .map(({ name }, index) => `export * as entry${index} from 'notion-fp/${name.slice(2)}'\n`)
    .join('')

interface Consumer {
  readonly name: string
  readonly file: string
  readonly options: object
  /** The compilers that have this way. */
  readonly compilers?: ReadonlyArray<string>
}

const consumers: ReadonlyArray<Consumer> = [
  { name: 'nodenext ESM', file: 'program.mts', options: { module: 'nodenext', moduleResolution: 'nodenext', ...DOM } },
  {
    name: 'nodenext CommonJS',
    file: 'program.cts',
    options: { module: 'nodenext', moduleResolution: 'nodenext', ...DOM },
  },
  { name: 'node16 ESM', file: 'program.mts', options: { module: 'node16', moduleResolution: 'node16', ...DOM } },
  { name: 'node16 CommonJS', file: 'program.cts', options: { module: 'node16', moduleResolution: 'node16', ...DOM } },
  { name: 'bundler', file: 'program.ts', options: { module: 'esnext', moduleResolution: 'bundler', ...DOM } },
  {
    name: 'Node without DOM',
    file: 'program.mts',
    options: { module: 'nodenext', moduleResolution: 'nodenext', ...NODE_ONLY },
  },
  {
    name: 'node10',
    file: 'program.ts',
    options: { module: 'commonjs', moduleResolution: 'node10', ...DOM },
    compilers: ['TypeScript 5.9'],
  },
]

/** Compilers make many objects that soon go: with more room for these, Node collects garbage less often. */
const LESS_COLLECTION = '--max-semi-space-size=64'

const compilers = [
  { name: 'TypeScript 7', path: resolve('node_modules/typescript/bin/tsc') },
  { name: 'TypeScript 5.9', path: resolve('node_modules/typescript-5/bin/tsc') },
] as const

const ATTW = resolve('node_modules/@arethetypeswrong/cli/dist/index.js')

/** Prints the result of a check, with the details of a failure, and returns it. */
const report = (name: string, isOk: boolean, details = ''): boolean => {
  console.log(`${isOk ? 'ok  ' : 'FAIL'} ${name}`)
  if (!isOk && details !== '') console.log(details)
  return isOk
}

/** Runs a program and says whether it went well; what it printed is shown where it did not. */
const passes = (name: string, command: string, given: ReadonlyArray<string>, cwd = process.cwd()): boolean => {
  const { status, stdout, stderr } = spawnSync(command, given, { encoding: 'utf8', cwd })
  return report(name, status === 0, `${stdout}${stderr}`)
}

interface Program {
  readonly what: string
  readonly text: string
  readonly skipLibCheck: boolean
}

/** What is compiled, each program by itself. The first checks the declarations of all entries, too: not everyone skips them. */
const programs = (): ReadonlyArray<Program> => [
  { what: 'every entry', text: `${PROGRAM}${everyEntry()}`, skipLibCheck: false },
  ...Object.entries(propertyPrograms()).map(([entry, text]) => ({
    what: `property types of ${entry}`,
    text,
    skipLibCheck: true,
  })),
]

/** A program to compile, in a folder of its own. */
interface Project {
  readonly folder: string
  /** The compilers that have this way of resolving imports. */
  readonly compilers: ReadonlyArray<string>
}

/** Writes a program into a folder, with the options that it is compiled with. */
const write = (folder: string, file: string, text: string, options: object): void => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, file), text)
  // What a target brings with it is not of this package.
  const all = { target: 'es2022', strict: true, noEmit: true, skipDefaultLibCheck: true, ...options }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: all, files: [file] }))
}

const projectsIn = (folder: string): ReadonlyArray<Project> =>
  consumers.flatMap(({ name, file, options, compilers: those }) =>
    programs().map(({ what, text, skipLibCheck }) => {
      const project = join(folder, `${name} ${what}`.replaceAll(/\W+/g, '-'))
      write(project, file, text, { ...options, skipLibCheck, exactOptionalPropertyTypes: true })
      return { folder: project, compilers: those ?? compilers.map((compiler) => compiler.name) }
    }),
  )

/**
 * Compiles each program by itself, with each compiler. One build compiles all of them, since it reads declarations once; an error names
 * the folder of its program.
 */
const compiles = (folder: string, projects: ReadonlyArray<Project>): ReadonlyArray<boolean> =>
  compilers.map(({ name, path }) => {
    const folders = projects.filter((project) => project.compilers.includes(name)).map((project) => project.folder)
    return passes(
      `${name}, ${folders.length} programs`,
      process.execPath,
      [LESS_COLLECTION, path, '--build', ...folders],
      folder,
    )
  })

const CONVERTED = `
import { markdownToBlocks, markdownToRichText } from '@tryfabric/martian'
import { appendBlockChildren, type Context, createPage, updateBlock } from 'notion-fp'

export const appended = (ctx: Context, block_id: string) =>
  appendBlockChildren(ctx, { block_id, children: markdownToBlocks('# Plans') })
export const created = (ctx: Context) => createPage(ctx, { children: markdownToBlocks('| a | b |') })
export const updated = (ctx: Context, block_id: string) =>
  updateBlock(ctx, { block_id, paragraph: { rich_text: markdownToRichText('**words**') } })
`

/** What converters make for the official client can be given to operations as it is. */
const withConverted = (folder: string): ReadonlyArray<Project> =>
  [true, false].map((exactOptionalPropertyTypes) => {
    const project = join(folder, 'converter', exactOptionalPropertyTypes ? 'exact' : 'inexact')
    const options = { ...consumers[0]?.options, skipLibCheck: true, exactOptionalPropertyTypes }
    write(project, 'program.mts', CONVERTED, options)
    return { folder: project, compilers: compilers.map(({ name }) => name) }
  })

/** Loads each entry by the path of its folder, which is how it is found where nobody reads exports maps. */
const loadsByFolder = (folder: string): boolean => {
  const names = subpaths().map(({ name }) => join(folder, 'node_modules/notion-fp', name))
  const program = `for (const name of ${JSON.stringify(names)}) if (Object.keys(require(name)).length < 1) throw new Error(name)`
  return passes('every entry by its folder', process.execPath, ['--eval', program], folder)
}

/** What Node loads is minified: its source maps say where something was thrown, and the class of an exception keeps its name. */
const mapsSources = (folder: string): boolean => {
  const program = `
    import { createRequire } from 'node:module'
    import * as imported from 'notion-fp'
    const required = createRequire(import.meta.url)('notion-fp')
    for (const { makeContext, NotionException } of [imported, required]) {
      try { makeContext({}) } catch ({ stack }) { if (!stack.includes('src/core/context/config.js')) throw new Error(stack) }
      if (NotionException.name !== 'NotionException') throw new Error(NotionException.name)
    }
  `
  const flags = ['--enable-source-maps', '--input-type=module', '--eval', program]
  return passes('source maps and names of what Node loads', process.execPath, flags, folder)
}

/** Node shows the line of an exception that nobody catches: the message below it must not be hidden by the code of the library. */
const showsExceptions = (folder: string): boolean => {
  const program = `import { makeContext } from 'notion-fp'\nmakeContext({})`
  const { stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    cwd: folder,
  })
  const isReadable = /auth must be/.test(stderr) && stderr.length < 3_000
  return report(`exceptions that nobody catches: ${stderr.length} characters`, isReadable, stderr)
}

/** Bundlers take the modules, of which a bundle has what it uses, for Node as for browsers: the files for Node itself are one each. */
const bundlesModules = async (folder: string): Promise<boolean> => {
  const { metafile } = await build({
    stdin: { contents: `export * from 'notion-fp'\n${everyEntry()}`, resolveDir: folder },
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
  })
  const files = Object.keys(metafile.inputs).filter((file) => /notion-fp\/dist\/(node|cjs)\//.test(file))
  return report('bundles for Node have modules', files.length === 0, `they have ${files.slice(0, 3).join(', ')}`)
}

const results = await inTemporaryFolder(async (folder) => {
  const tarball = pack(folder)
  const looks = [
    passes('publint', resolve('node_modules/.bin/publint'), ['run', tarball, '--strict']),
    passes('arethetypeswrong', process.execPath, [LESS_COLLECTION, ATTW, tarball, '--profile', 'strict']),
  ]
  install(folder, ['fp-ts', 'io-ts', 'ky', '@tryfabric/martian', '@types/node', 'undici-types'])
  const projects = [...projectsIn(folder), ...withConverted(folder)]
  const loads = [loadsByFolder(folder), mapsSources(folder), showsExceptions(folder), await bundlesModules(folder)]
  return [...looks, ...loads, ...compiles(folder, projects)]
})
const passed = results.filter((ok) => ok).length
console.log(`${passed} passed, ${results.length - passed} failed`)
process.exitCode = passed === results.length ? 0 : 1
