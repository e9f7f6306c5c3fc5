/**
 * Compiles and runs every snippet of the documentation, as its reader would: with the packed library, in plain Node as an ES module,
 * in CommonJS and in a bundle, against a simulator. Its functions are called with what their parameters are named after; a snippet
 * that throws, rejects, complains on the console or returns a `Left` fails with document and line.
 *
 * `npm run check:examples -- README.md` looks at one document.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { noServer, startRedis } from '../packages/redis/test/support/redisServer.js'
import { jobNames } from './support/entries.js'
import { CONTROLS } from './support/examples/controls.js'
import { type Program, programOf } from './support/examples/program.js'
import { type Modules, withNames } from './support/examples/rows.js'
import { documents, everySnippet, filesIn, OURS, type Snippet } from './support/examples/snippets.js'
import { FORMS, type Form, type Job, LIBRARY, type Report, type Work } from './support/examples/work.js'
import { aWorld, TOKEN } from './support/examples/world.js'
import { install, inTemporaryFolder } from './support/packed.js'

const started = performance.now()

/** What snippets import besides the library and what it depends on. */
const BESIDES = [
  '@notionhq/client',
  '@opentelemetry/api',
  '@opentelemetry/sdk-trace-base',
  '@tryfabric/martian',
  '@types/node',
  '@upstash/redis',
  'fp-ts',
  'io-ts',
  'ioredis',
  'msw',
  'notion-helper',
  'notion-md-crawler',
  'notion-to-md',
  'redis',
  'undici-types',
]

/** What the package for Markdown depends on. */
const MARKDOWN_PARSERS = [
  '@types/hast',
  '@types/mdast',
  'mdast-util-from-markdown',
  'mdast-util-gfm',
  'mdast-util-math',
  'micromark-extension-gfm',
  'micromark-extension-math',
]

/** How long one form of all snippets may take, in milliseconds. */
const PATIENCE_MS = 600_000

/** A snippet with its programs. */
interface Prepared {
  readonly id: string
  readonly snippet: Snippet
  readonly program: Program
}

/** The library in a form of its own, for what runs the snippets. */
const LIBRARY_CODE = `import { Client } from '@notionhq/client'
import { NotionToMarkdown } from 'notion-to-md'
export { createContext, getBlock, getBotUser, getDatabase, getPage, getUser, signWebhook, toPromise } from 'notion-fp'
export const clientOf = () => new Client({ auth: '${TOKEN}' })
export const converterOf = () => new NotionToMarkdown({ notionClient: clientOf() })
`

/** Packages that import the library. */
const IMPORTERS = ['cloudflare', 'markdown', 'redis', 'shared', 'testing']

/** The server of the snippets that need one; without one they are only compiled. */
const redis = noServer ? undefined : await startRedis()
const needsServer = ({ code }: Snippet): boolean => /REDIS_URL/.test(code)

/** A reader puts a token in the place of this one. */
const withToken = (code: string): string => code.replaceAll('ntn_…', TOKEN)

const idOf = (file: string, line: number, index: number): string => `${file.replaceAll(/[/.]/g, '-')}-${line}-${index}`

const prepared = (snippet: Snippet, index: number): Prepared => ({
  id: idOf(snippet.file, snippet.line, index),
  snippet,
  program: programOf(snippet.file, withToken(snippet.code)),
})

/** An empty folder with what a reader has installed. */
const installInto = (folder: string): void => {
  install(folder, BESIDES)
  const own = join(folder, 'node_modules/@notion-fp')
  mkdirSync(own, { recursive: true })
  for (const name of readdirSync('packages')) {
    const [from, to] = [resolve('packages', name), join(own, name)]
    // What imports the library finds it beside itself only if it is a copy.
    if (!IMPORTERS.includes(name)) symlinkSync(from, to, 'dir')
    else for (const part of ['package.json', 'dist']) cpSync(join(from, part), join(to, part), { recursive: true })
  }
  for (const name of MARKDOWN_PARSERS) {
    const nested = resolve('packages/markdown/node_modules', name)
    const target = join(folder, 'node_modules', name)
    mkdirSync(dirname(target), { recursive: true })
    symlinkSync(existsSync(nested) ? nested : resolve('node_modules', name), target, 'dir')
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
  for (const document of documents())
    for (const { name, text } of filesIn(readFileSync(document, 'utf8'))) writeFileSync(join(folder, name), text)
}

/** Which module of the installed ones has a name. */
const modulesIn = (folder: string): Modules => {
  const found = createRequire(join(folder, 'package.json'))
  const having = (names: ReadonlyArray<string>): ReadonlyMap<string, string> =>
    new Map(names.flatMap((name) => Object.keys(found(name)).map((key) => [key, name] as const)))
  const ours = having([
    '@notion-fp/markdown',
    '@notion-fp/markdown/read',
    'notion-fp/fp',
    'notion-fp/props',
    'notion-fp/compat',
    ...jobNames().map((name) => `notion-fp/${name}`),
    'notion-fp',
  ])
  return (row) => (row === OURS ? ours : having([row.replaceAll('`', '')]))
}

/** What needs Node; for browsers, the parser of Markdown decodes entities with the document of the page. */
const isForNode = ({ snippet }: Prepared): boolean =>
  /from '(node:|@tryfabric\/martian|msw|redis|ioredis|@notion-fp\/simulator|@notion-fp\/markdown\/read)/.test(
    snippet.code,
  )

const bundle = async (folder: string, ids: ReadonlyArray<string>, platform: 'browser' | 'node'): Promise<void> => {
  const banner = `import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url)`
  await build({
    absWorkingDir: folder,
    entryPoints: ids.map((id) => `esm/${id}.mjs`),
    outdir: join(folder, 'bundle'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform,
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'error',
    ...(platform === 'node' && { banner: { js: banner } }),
  })
}

const write = (folder: string, id: string, { esm, commonjs }: Program): void => {
  writeFileSync(join(folder, 'esm', `${id}.mjs`), esm)
  writeFileSync(join(folder, 'commonjs', `${id}.cjs`), commonjs)
}

/** Runs a program, and gives what it printed and how it ended. */
const output = async (
  given: ReadonlyArray<string>,
  cwd: string,
): Promise<{ readonly text: string; readonly code: number | null }> => {
  const env = { ...process.env, NOTION_TOKEN: TOKEN, FORCE_COLOR: '0', ...(redis && { REDIS_URL: redis.url }) }
  const child = spawn(process.execPath, given, { cwd, env, timeout: PATIENCE_MS, stdio: ['ignore', 'pipe', 'pipe'] })
  const texts: Array<string> = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => texts.push(String(text)))
  const [code] = await once(child, 'close')
  return { text: texts.join('').trim(), code }
}

/** What the compiler says of the snippets, with their documents and lines. */
const compiled = async (folder: string, all: ReadonlyArray<Prepared>): Promise<ReadonlyArray<string>> => {
  const compilerOptions = {
    target: 'es2022',
    lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
    module: 'nodenext',
    types: ['node'],
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: true,
    noEmit: true,
  }
  for (const { id, snippet } of all) writeFileSync(join(folder, 'types', `${id}.ts`), `${snippet.code}\nexport {}\n`)
  writeFileSync(join(folder, 'types/tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  const compiler = resolve('node_modules/typescript/bin/tsc')
  const { text, code } = await output([compiler, '-p', 'types', '--pretty', 'false'], folder)
  if (code === 0) return []
  const files = new Map(all.map(({ id, snippet }) => [id, snippet.file]))
  return [text.replaceAll(/^types\/(.+)\.ts\((\d+),\d+\): /gm, (_, id, line) => `${files.get(id)}:${line} `)]
}

/** Runs all snippets in a form, and says what is wrong. */
const ran = async (folder: string, form: Form, work: Work): Promise<ReadonlyArray<Report>> => {
  const [workFile, reportFile] = [join(folder, 'work.json'), join(folder, `${form}.jsonl`)]
  const { text, code } = await output(['--enable-source-maps', 'runner.mjs', form, workFile, reportFile], folder)
  const lines = existsSync(reportFile) ? readFileSync(reportFile, 'utf8').trim().split('\n') : []
  const reports = lines.map((line): Report => JSON.parse(line))
  const given = new Set(reports.map(({ id }) => id))
  const missing = work.jobs.filter(({ id }) => !given.has(id))
  const silent = missing.map(({ id, file, line }) => ({
    id,
    called: 0,
    problems: [`${file}:${line} was not run`],
  }))
  const ended =
    code === 0 && silent.length === 0
      ? []
      : [{ id: 'end', called: 0, problems: [`the process ended with ${code}: ${text}`] }]
  return [...reports, ...silent, ...ended]
}

/** Snippets that are wrong and were not found to be. */
const unseen = (reports: ReadonlyArray<Report>): ReadonlyArray<string> =>
  CONTROLS.flatMap(({ code, says }, index) => {
    const report = reports.find(({ id }) => id === idOf('control', 3, index))
    const said = report?.problems.join('\n') ?? 'nothing'
    return says.test(said) ? [] : [`this check does not see what is wrong with\n${code}\nbut says: ${said}`]
  })

const check = async (folder: string): Promise<number> => {
  installInto(folder)
  for (const name of ['types', 'esm', 'commonjs', 'bundle']) mkdirSync(join(folder, name))
  const wanted = process.argv.slice(2)
  const { snippets, others } = everySnippet()
  const chosen = snippets
    .filter(({ file }) => wanted.length === 0 || wanted.includes(file))
    .map((one) => (redis || !needsServer(one) ? one : { ...one, notRun: 'needs redis-server' }))
  const all = chosen.map(withNames(modulesIn(folder))).map(prepared)
  const controls = CONTROLS.map(({ code }, index): Prepared => {
    const snippet = { file: 'control', line: 3, code: `\n\n${code}` }
    return { id: idOf('control', 3, index), snippet, program: programOf('control', withToken(snippet.code)) }
  })
  const run = [...all.filter(({ snippet }) => snippet.notRun === undefined), ...controls]
  for (const { id, program } of run) write(folder, id, program)
  write(folder, LIBRARY, programOf('library', LIBRARY_CODE))
  const forNode = run.filter(isForNode).map(({ id }) => id)
  const forAny = [LIBRARY, ...run.flatMap((one) => (isForNode(one) ? [] : [one.id]))]
  await Promise.all([
    bundle(folder, forAny, 'browser'),
    forNode.length > 0 ? bundle(folder, forNode, 'node') : undefined,
    build({
      entryPoints: ['scripts/support/examples/runner.ts'],
      outfile: join(folder, 'runner.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      packages: 'external',
      // The paths of the project's own lead to its source.
      tsconfigRaw: {},
    }),
  ])
  const simulator = pathToFileURL(resolve('packages/simulator/dist/index.js')).href
  const { createSimulator }: typeof import('@notion-fp/simulator') = await import(simulator)
  const jobs = run.map(({ id, snippet: { file, line }, program: { bindings } }): Job => ({ id, file, line, bindings }))
  const work: Work = { jobs, world: await aWorld(createSimulator) }
  writeFileSync(join(folder, 'work.json'), JSON.stringify(work))

  const [wrong, ...forms] = await Promise.all([compiled(folder, all), ...FORMS.map((form) => ran(folder, form, work))])
  const problems = FORMS.flatMap((form, index) => {
    const reports = forms[index] ?? []
    const found = reports.filter(({ id }) => !id.startsWith('control-')).flatMap((report) => report.problems)
    return [...found, ...unseen(reports)].map((problem) => `${form}: ${problem}`)
  })
  for (const problem of [...wrong, ...problems]) console.log(`${problem}\n`)

  const notRun = all.flatMap(({ snippet: { file, line, notRun } }) =>
    notRun === undefined ? [] : [`${file}:${line} ${notRun}`],
  )
  for (const reason of notRun) console.log(`not run: ${reason}`)
  const ids = new Set(run.slice(0, run.length - controls.length).map(({ id }) => id))
  const rows = all.filter(({ snippet: { row } }) => row).length
  const calls = FORMS.map((form, index) => {
    const called = (forms[index] ?? []).filter(({ id }) => ids.has(id)).reduce((sum, report) => sum + report.called, 0)
    return `${form} ${called}`
  })
  const passedOver = [...others].map(([language, count]) => `${count} of ${language}`).join(', ')
  console.log(
    `${all.length} snippets compiled: ${all.length - rows} programs, ${rows} calls in tables; passed over: ${passedOver}`,
  )
  console.log(
    `${ids.size} run in ${FORMS.length} forms, ${notRun.length} not run; functions called: ${calls.join(', ')}`,
  )
  console.log(
    `${controls.length} wrong ones, each seen in every form: ${problems.some((text) => /does not see/.test(text)) ? 'NO' : 'yes'}`,
  )
  console.log(`${wrong.length + problems.length} problems, ${((performance.now() - started) / 1000).toFixed(1)} s`)
  const mostNotRun = MOST_NOT_RUN + (redis ? 0 : chosen.filter(needsServer).length)
  if (notRun.length > mostNotRun) console.log(`at most ${mostNotRun} may be left out`)
  return wrong.length + problems.length + (ids.size === 0 || notRun.length > mostNotRun ? 1 : 0)
}

/** How many snippets may be compiled and not run. */
const MOST_NOT_RUN = 3

process.exitCode = (await inTemporaryFolder(check)) === 0 ? 0 : 1
await redis?.stop()
