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
}

const part = (name: string, what: string, command: string): Part => ({ name, what, command })

/** The parts, in steps: a step begins when the one before it is done, and its parts run side by side where there are processors. */
const STEPS: ReadonlyArray<ReadonlyArray<Part>> = [
  [
    part('tests', 'tests, and how much of the source they run', 'npm test --silent -- --coverage'),
    part('lint', 'format, lint and import cycles', 'npm run --silent lint'),
    part('types:7', 'types with TypeScript 7', 'npm run --silent typecheck:7'),
    part('types:5', 'types with TypeScript 5.9', 'npm run --silent typecheck:5'),
    part('messages', 'what compilers say of mistakes', 'npm run --silent typecheck:messages'),
    part('generated', 'what is generated is up to date', 'npm run --silent generate -- --check'),
    part('new', 'what a newcomer is given, in a copy of the project', 'npx tsx scripts/checkNew.ts'),
    part('demo', 'the demo, on the simulator', 'npm run --silent demo'),
  ],
  [part('build', 'build, the packages included', 'npm run --silent build')],
  [
    part('package', 'package, as compilers and bundlers see it', 'npm run --silent check:package'),
    part('examples', 'snippets of the documentation, compiled and run', 'npm run --silent check:examples'),
    part('runtimes', 'package in every runtime', 'npm run --silent test:dist'),
    part('clients', 'clients of others on the simulator', 'npm run --silent test:clients'),
    part('size', 'sizes', 'npm run --silent size'),
    part('unused', 'unused code and dependencies', 'npx knip'),
  ],
  // Alone, since they measure. Their ceilings have room for slower and busier machines.
  [part('bench', 'benchmarks', 'npm run --silent bench -- --check')],
  [part('simulator', 'simulator under load', 'npm run --silent bench --workspace @notion-fp/simulator -- --check')],
]

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

/** Runs parts side by side, at most as many as there are processors, and never more than four. */
const runStep = async (parts: ReadonlyArray<Part>): Promise<ReadonlyArray<Outcome>> => {
  const waiting = [...parts]
  const lane = async (): Promise<ReadonlyArray<Outcome>> => {
    const next = waiting.shift()
    return next ? [await run(next), ...(await lane())] : []
  }
  const lanes = Math.min(parts.length, cpus().length, 4)
  return (await Promise.all(Array.from({ length: lanes }, lane))).flat()
}

const all = STEPS.flat()
const unknown = wanted.filter((name) => !all.some((known) => known.name === name))
if (options.list || unknown.length > 0) {
  for (const name of unknown) console.error(`There is no part called ${name}.`)
  for (const { name, what } of all) console.log(`${name.padEnd(10)} ${what}`)
  process.exit(unknown.length > 0 ? 1 : 0)
}

const outcomes: Array<Outcome> = []
for (const step of STEPS) {
  outcomes.push(...(await runStep(step.filter(({ name }) => wanted.length === 0 || wanted.includes(name)))))
}
const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name)
console.log(
  `\n${outcomes.length - failed.length} passed, ${failed.length} failed${failed.map((name) => ` ${name}`).join('')}`,
)
process.exitCode = failed.length > 0 ? 1 : 0
