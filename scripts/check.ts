/**
 * `npm run check`: everything that must hold, in parts that can be run alone: `npm run check -- lint size`. All parts are run, also
 * after one has failed; the last line counts them. `-- --list` names them. `-- --also 'name: command'` adds another part, which
 * needs the build.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

interface Part {
  readonly name: string
  readonly what: string
  readonly command: string
  /** The parts that must be done before; they are above it in the list. */
  readonly after?: ReadonlyArray<string>
  /** It waits more than it computes: for downloads, or for time to pass. One such part runs besides those that compute. */
  readonly waits?: boolean
}

const { scripts }: { readonly scripts: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync('package.json', 'utf8'),
)

/** The command of a script of package.json, without a process of npm that only waits for it. npm has put `node_modules/.bin` into the PATH. */
const script = (name: string, ...args: ReadonlyArray<string>): string => {
  const command = scripts[name]
  if (command === undefined) throw new Error(`package.json has no script ${name}.`)
  return [command, ...args].join(' ')
}

/**
 * The parts, in the order in which they start: what others wait for, then what takes long. They run side by side where there are
 * processors. What measures compares processor times in turns, and has ceilings with room for slower and busier machines.
 */
const PARTS: ReadonlyArray<Part> = [
  {
    name: 'build',
    what: 'build, the packages included',
    command: `${script('build')} && tsx scripts/packForCheck.ts`,
  },
  {
    name: 'fetched',
    what: 'packages that only some parts need',
    command: 'tsx scripts/fetch.ts',
    waits: true,
  },
  { name: 'tests', what: 'tests, and how much of the source they run', command: script('test:coverage') },
  {
    name: 'docs',
    what: 'the site of the documentation is built, without dead links',
    command: script('docs:build'),
  },
  {
    name: 'playground',
    what: 'the playground, in a browser',
    command: 'npm run --prefix docs --silent typecheck && npm run --prefix docs --silent test',
    after: ['docs'],
  },
  {
    name: 'workers',
    what: 'many tenants mirrored by several processes, of which one is killed',
    command: 'tsx scripts/checkWorkers.ts',
    after: ['build', 'fetched'],
    waits: true,
  },
  {
    name: 'sqlite',
    what: 'exports to SQLite with better-sqlite3, and the project that syncs to it',
    command: 'tsx scripts/checkSqlite.ts',
    after: ['build'],
    waits: true,
  },
  {
    name: 'clients',
    what: 'clients of others on the simulator',
    command: script('test:clients'),
    after: ['build', 'fetched'],
    waits: true,
  },
  { name: 'new', what: 'what a newcomer is given, in a copy of the project', command: 'tsx scripts/checkNew.ts' },
  {
    name: 'bench',
    what: 'benchmarks',
    command: script('bench', '--check'),
    after: ['build'],
  },
  {
    name: 'package',
    what: 'package, as compilers and bundlers see it',
    command: script('check:package'),
    after: ['build'],
  },
  {
    name: 'runtimes',
    what: 'package in every runtime',
    command: script('test:dist'),
    after: ['build', 'fetched'],
    waits: true,
  },
  { name: 'size', what: 'sizes', command: script('size'), after: ['build'] },
  { name: 'types:5', what: 'types with TypeScript 5.9, as users see them', command: script('typecheck:5') },
  {
    name: 'simulator',
    what: 'simulator under load',
    command: 'npm run --silent bench --workspace @notion-fp/simulator -- --check',
    after: ['build'],
  },
  {
    name: 'examples',
    what: 'snippets of the documentation, compiled and run',
    command: script('check:examples'),
    after: ['build'],
  },
  {
    name: 'demo',
    what: 'the demo, on the simulator',
    command: script('demo', '--all'),
    after: ['build'],
    waits: true,
  },
  {
    name: 'projects',
    what: 'the projects of examples/, copied and run alone',
    command: 'tsx scripts/checkProjects.ts',
    after: ['build'],
  },
  { name: 'types:7', what: 'types with TypeScript 7', command: script('typecheck:7') },
  { name: 'messages', what: 'what compilers say of mistakes', command: script('typecheck:messages') },
  { name: 'unused', what: 'unused code and dependencies', command: 'knip', after: ['build'] },
  { name: 'lint', what: 'format, lint and import cycles', command: script('lint') },
  {
    name: 'generated',
    what: 'what is generated is up to date',
    command: script('generate', '--check'),
  },
]

/** How many parts that compute run side by side: as many as there are processors, and never more than four. */
const LANES = Math.min(cpus().length, 4)

/** How many parts that wait run besides. */
const WAITING_LANES = 1

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean', default: false }, also: { type: 'string', multiple: true, default: [] } },
})

/** A part that was given as `name: command`. */
const alsoPart = (given: string): Part => {
  const [, name, command] = /^([\w:]+): (.+)$/s.exec(given) ?? []
  if (name === undefined || command === undefined) throw new Error(`--also takes 'name: command', not '${given}'.`)
  return { name, what: name, command, after: ['build'] }
}

const parts = [...PARTS, ...options.also.map(alsoPart)]

interface Outcome {
  readonly name: string
  readonly passed: boolean
}

/** Where the build is packed once, for all parts that use it as a user installs it. */
const packed = mkdtempSync(join(tmpdir(), 'notion-fp-packed-'))
process.on('exit', () => rmSync(packed, { recursive: true, force: true }))

/** A command for a POSIX shell, which tells by a channel of its own what processor time everything took that it has started. */
const timed = (command: string): string =>
  process.platform === 'win32' ? command : `{ ${command}\n} 3>&-; code=$?; times >&3; exit $code`

/** The processor time of what a shell has started, in seconds, by the last line of its `times`: that of users and that of the system. */
const processorTime = (times: string): number | undefined => {
  const [user, system] = [...(times.trim().split('\n')[1] ?? '').matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, seconds]) => Number(minutes) * 60 + Number(seconds),
  )
  return user === undefined || system === undefined ? undefined : user + system
}

/** Runs one part, and prints what it said when it is done. */
const run = ({ name, what, command }: Part): Promise<Outcome> =>
  new Promise((resolve) => {
    const startedAt = Date.now()
    const child = spawn(timed(command), {
      shell: true,
      env: { ...process.env, CI: 'true', PACKED: packed },
      stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
    })
    let output = ''
    let times = ''
    const note = (chunk: unknown): void => {
      output += String(chunk)
    }
    child.stdout?.on('data', note)
    child.stderr?.on('data', note)
    child.stdio[3]?.on('data', (chunk) => {
      times += String(chunk)
    })
    child.on('close', (code) => {
      const seconds = Math.round((Date.now() - startedAt) / 1_000)
      const used = processorTime(times)
      const took = used === undefined ? `${seconds} s` : `${seconds} s, ${Math.round(used)} s of processor time`
      const passed = code === 0
      process.stdout.write(
        `\n=== ${what}\n${output.trimEnd()}\n--- ${name}: ${passed ? 'passed' : 'FAILED'} (${took})\n`,
      )
      resolve({ name, passed })
    })
  })

/** The parts that name another as done before that is not above them: they would start too early. */
const misplaced = parts.filter(({ after = [] }, index) => {
  const above = parts.slice(0, index).map(({ name }) => name)
  return !after.every((name) => above.includes(name))
})
for (const { name } of misplaced) throw new Error(`The part ${name} is to start after one that is not above it.`)

/** The part to start next, if one can start while others run. */
const nextOf = (waiting: ReadonlyArray<Part>, running: ReadonlyArray<Part>): Part | undefined => {
  const pending = [...waiting, ...running].map(({ name }) => name)
  const ready = waiting.filter(({ after = [] }) => !after.some((name) => pending.includes(name)))
  const waitingLanes = running.filter(({ waits = false }) => waits).length
  const isFull = (waits: boolean): boolean =>
    waits ? waitingLanes >= WAITING_LANES : running.length - waitingLanes >= LANES
  return ready.find(({ waits = false }) => !isFull(waits))
}

/** Runs parts side by side, and resolves when all are done. */
const runAll = (chosen: ReadonlyArray<Part>): Promise<ReadonlyArray<Outcome>> =>
  new Promise((resolve) => {
    const outcomes: Array<Outcome> = []
    let waiting = chosen
    let running: ReadonlyArray<Part> = []
    const advance = (): void => {
      for (let part = nextOf(waiting, running); part; part = nextOf(waiting, running)) start(part)
      if (running.length === 0) resolve(outcomes)
    }
    const start = (part: Part): void => {
      waiting = waiting.filter((other) => other !== part)
      running = [...running, part]
      void run(part).then((outcome) => {
        outcomes.push(outcome)
        running = running.filter((other) => other !== part)
        advance()
      })
    }
    advance()
  })

const unknown = wanted.filter((name) => !parts.some((known) => known.name === name))
if (options.list || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no part called ${name}.`)
  for (const { name, what } of parts) console.log(`${name.padEnd(10)} ${what}`)
  process.exit(unknown.length > 0 ? 1 : 0)
}

const outcomes = await runAll(parts.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name)
console.log(
  `\n${outcomes.length - failed.length} passed, ${failed.length} failed${failed.map((name) => ` ${name}`).join('')}`,
)
process.exitCode = failed.length > 0 ? 1 : 0
