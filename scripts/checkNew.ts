/**
 * Follows the first steps of a contributor in a copy of the project: creates operations of an existing and of a new resource, among
 * them a list and one with a verb of its own, a property type and a middleware. Checks what the commands report and change, then runs
 * the compiler, the linter and the related tests.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { inTemporaryFolder } from './support/packed.js'

/** The tests that are written, and those that look at every operation, property type and file. */
const TESTS: ReadonlyArray<string> = [
  'test/ops/teamspaces',
  'test/ops/pages/getTeamspace.test.ts',
  'test/props/rating.test.ts',
  'test/props/everyType.test.ts',
  'test/props/prop',
  'test/props/writeProps.test.ts',
  'test/core/middleware/withAudit.test.ts',
  'test/core/input/everyOperation.test.ts',
  'test/simulator/everyOperation.test.ts',
  'test/operations.test.ts',
  'test/docstrings.test.ts',
  'test/exports.test.ts',
  'test/rooms.test.ts',
]

const BIN = 'node_modules/.bin/'

const STEPS: ReadonlyArray<string> = [
  'npm run --silent new:op pages getTeamspace',
  // What is refused leaves nothing behind.
  `! npm run --silent new:op blocks getPage 2>said && grep -q 'getPage exists: src/ops/pages/getPage.ts' said && rm said && test ! -e src/ops/blocks/getPage.ts`,
  'npm run --silent new:op teamspaces getTeamspaces -- --list --new-resource',
  'npm run --silent new:op teamspaces copyTeamspace -- --method POST --kind once',
  'npm run --silent new:prop rating',
  'npm run --silent new:middleware withAudit',
  // What has not changed is as clean as it was.
  `${BIN}biome check --error-on-warnings $(git ls-files --modified --others --exclude-standard src test)`,
  `${BIN}tsc -p tsconfig.json --checkers 1`,
  'npm run --silent generate -- --check',
  // All of them load the same sources: one process does so once.
  `${BIN}vitest run --maxWorkers=1 ${TESTS.join(' ')}`,
]

/** What is wrong with the report of a command or with its changes to files of the project. */
const complaintsAbout = (report: string, folder: string): ReadonlyArray<string> => {
  const named = [...report.matchAll(/^(?:wrote|changed) +(\S+)$/gm)].map(([, file = '']) => file)
  const repeated = named.filter((file, index) => named.indexOf(file) !== index)
  const diff = execFileSync('git', ['diff', '-U0', '--', 'src', 'test'], { cwd: folder, encoding: 'utf8' })
  const tests = [...diff.matchAll(/^\+\+\+ b\/(test\/props\/.*)$/gm)].map(([, file = '']) => file)
  return [
    ...repeated.map((file) => `${file} is reported more than once`),
    ...(/^\+$/m.test(diff) ? ['a blank line is added to a file of the project'] : []),
    // A property type comes with a sample and a test of its own: only the generated list of samples changes.
    ...tests.filter((file) => file !== 'test/props/samples/index.ts').map((file) => `${file} is changed`),
  ]
}

/** The files of the project. A release deletes some before it is committed: the changesets of which it made changelogs. */
const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' })
  .split('\0')
  .filter((file) => file !== '' && existsSync(file))

await inTemporaryFolder(async (folder) => {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(file, join(folder, file))
  }
  const packages = readdirSync('packages').map((name) => join('packages', name))
  // A package has modules of its own where it needs another version of one.
  for (const modules of ['.', ...packages].map((own) => join(own, 'node_modules')).filter((own) => existsSync(own))) {
    symlinkSync(resolve(modules), join(folder, modules), 'dir')
  }
  // The project lists its files with git, and `git diff` shows what a command changes.
  execFileSync('git', ['init', '--quiet'], { cwd: folder })
  execFileSync('git', ['add', '--all'], { cwd: folder })
  for (const step of STEPS) {
    const startedAt = Date.now()
    const { status, stdout, stderr } = spawnSync(step, { shell: true, cwd: folder, encoding: 'utf8' })
    const complaints = complaintsAbout(stdout, folder)
    const passed = status === 0 && complaints.length === 0
    const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1)
    console.log(`${passed ? 'passed' : 'FAILED'} (${seconds} s): ${step}`)
    if (!passed) {
      console.log(stdout, stderr, complaints.join('\n'))
      process.exitCode = 1
      return
    }
  }
})
