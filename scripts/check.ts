/**
 * `npm run check`: everything that must hold, in parts that can be run alone: `npm run check -- lint size`. All parts are run, also
 * after one has failed; the last line counts them. `-- --list` names them.
 */
import { spawn } from 'node:child_process'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'

interface Part {
  readonly name: string
  readonly what: string
  readonly command: string
  /** The parts that must be done before; they are above it in the list. */
  readonly after?: ReadonlyArray<string>
  /** Nothing else runs meanwhile, since it measures. */
  readonly alone?: boolean
}

/**
 * The parts, in the order in which they start: what others wait for, then what takes long. They run side by side where there are
 * processors, except for those that are alone, which come last.
 */
const PARTS: ReadonlyArray<Part> = [
  { name: 'build', what: 'build, the packages included', command: 'npm run --silent build' },
  { name: 'tests', what: 'tests, and how much of the source they run', command: 'npm test --silent -- --coverage' },
  { name: 'new', what: 'what a newcomer is given, in a copy of the project', command: 'npx tsx scripts/checkNew.ts' },
  {
    name: 'package',
    what: 'package, as compilers and bundlers see it',
    command: 'npm run --silent check:package',
    after: ['build'],
  },
  { name: 'runtimes', what: 'package in every runtime', command: 'npm run --silent test:dist', after: ['build'] },
  { name: 'types:5', what: 'types with TypeScript 5.9', command: 'npm run --silent typecheck:5' },
  { name: 'size', what: 'sizes', command: 'npm run --silent size', after: ['build'] },
  {
    name: 'examples',
    what: 'snippets of the documentation, compiled and run',
    command: 'npm run --silent check:examples',
    after: ['build'],
  },
  { name: 'demo', what: 'the demo, on the simulator', command: 'npm run --silent demo -- --all' },
  { name: 'types:7', what: 'types with TypeScript 7', command: 'npm run --silent typecheck:7' },
  { name: 'messages', what: 'what compilers say of mistakes', command: 'npm run --silent typecheck:messages' },
  {
    name: 'generated',
    what: 'what is generated is up to date',
    command: 'npm run --silent generate -- --check',
  },
  {
    name: 'clients',
    what: 'clients of others on the simulator',
    command: 'npm run --silent test:clients',
    after: ['build'],
  },
  {
    name: 'workers',
    what: 'many tenants mirrored by several processes, of which one is killed',
    command: 'npx tsx scripts/checkWorkers.ts',
    after: ['build'],
  },
  {
    name: 'projects',
    what: 'the projects of examples/, copied and run alone',
    command: 'npx tsx scripts/checkProjects.ts',
    after: ['build'],
  },
  {
    name: 'sqlite',
    what: 'exports to SQLite with better-sqlite3, and the project that syncs to it',
    command: 'npx tsx scripts/checkSqlite.ts',
    after: ['build'],
  },
  {
    name: 'docs',
    what: 'the site of the documentation is built, without dead links',
    command: 'npm run --silent docs:build',
  },
  {
    name: 'playground',
    what: 'the playground, in a browser',
    command: 'npm run --prefix docs --silent typecheck && npm run --prefix docs --silent test',
    after: ['docs'],
  },
  { name: 'lint', what: 'format, lint and import cycles', command: 'npm run --silent lint' },
  { name: 'unused', what: 'unused code and dependencies', command: 'npx knip', after: ['build'] },
  // Their ceilings have room for slower and busier machines.
  {
    name: 'bench',
    what: 'benchmarks',
    command: 'npm run --silent bench -- --check',
    after: ['build'],
    alone: true,
  },
  {
    name: 'simulator',
    what: 'simulator under load',
    command: 'npm run --silent bench --workspace @notion-fp/simulator -- --check',
    alone: true,
  },
]

/** How many parts run side by side: as many as there are processors, and never more than four. */
const LANES = Math.min(cpus().length, 4)

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: { list: { type: 'boolean', default: false } },
})

interface Outcome {
  readonly name: string
  readonly passed: boolean
}

/** Runs one part, and prints what it said when it is done. */
const run = ({ name, what, command }: Part): Promise<Outcome> =>
  new Promise((resolve) => {
    const startedAt = Date.now()
    const child = spawn(command, { shell: true, env: { ...process.env, CI: 'true' } })
    let output = ''
    const note = (chunk: unknown): void => {
      output += String(chunk)
    }
    child.stdout.on('data', note)
    child.stderr.on('data', note)
    child.on('close', (code) => {
      const seconds = Math.round((Date.now() - startedAt) / 1_000)
      const passed = code === 0
      process.stdout.write(
        `\n=== ${what}\n${output.trimEnd()}\n--- ${name}: ${passed ? 'passed' : 'FAILED'} (${seconds} s)\n`,
      )
      resolve({ name, passed })
    })
  })

/** The parts that name another as done before that is not above them: they would start too early. */
const misplaced = PARTS.filter(({ after = [] }, index) => {
  const above = PARTS.slice(0, index).map(({ name }) => name)
  return !after.every((name) => above.includes(name))
})
for (const { name } of misplaced) throw new Error(`The part ${name} is to start after one that is not above it.`)

/** The part to start next, if one can start while others run. */
const nextOf = (waiting: ReadonlyArray<Part>, running: ReadonlyArray<Part>): Part | undefined => {
  if (running.length >= LANES || running.some(({ alone }) => alone)) return undefined
  const pending = [...waiting, ...running].map(({ name }) => name)
  const ready = waiting.filter(({ after = [] }) => !after.some((name) => pending.includes(name)))
  return ready.find(({ alone }) => !alone) ?? (running.length === 0 ? ready[0] : undefined)
}

/** Runs parts side by side, and resolves when all are done. */
const runAll = (parts: ReadonlyArray<Part>): Promise<ReadonlyArray<Outcome>> =>
  new Promise((resolve) => {
    const outcomes: Array<Outcome> = []
    let waiting = parts
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

const unknown = wanted.filter((name) => !PARTS.some((known) => known.name === name))
if (options.list || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no part called ${name}.`)
  for (const { name, what } of PARTS) console.log(`${name.padEnd(10)} ${what}`)
  process.exit(unknown.length > 0 ? 1 : 0)
}

const outcomes = await runAll(PARTS.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))
const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name)
console.log(
  `\n${outcomes.length - failed.length} passed, ${failed.length} failed${failed.map((name) => ` ${name}`).join('')}`,
)
process.exitCode = failed.length > 0 ? 1 : 0
