/**
 * Tries the way of a newcomer: in a copy of the project, makes an operation of a resource that is there, one of each kind of a new
 * resource, a type of property and a middleware, and holds the copy to the types, the linter and the tests that concern them.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { inTemporaryFolder } from './support/packed.js'

const STEPS: ReadonlyArray<string> = [
  'npm run --silent new:op pages getTeamspace',
  'npm run --silent new:op teamspaces createTeamspace',
  'npm run --silent new:op teamspaces updateTeamspace',
  'npm run --silent new:prop rating',
  'npm run --silent new:middleware withAudit',
  'npx biome check --error-on-warnings src test scripts',
  'npx tsc -p tsconfig.json',
  'npm run --silent generate -- --check',
  'npx vitest run test/ops/teamspaces test/ops/pages test/core/middleware/withAudit.test.ts test/operations.test.ts test/docstrings.test.ts test/exports.test.ts test/rooms.test.ts test/simulator/everyOperation.test.ts test/core/input test/props',
]

const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8' }).split('\0').filter(Boolean)

await inTemporaryFolder(async (folder) => {
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(file, join(folder, file))
  }
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'dir')
  // What asks git which files are the project's.
  execFileSync('git', ['init', '--quiet'], { cwd: folder })
  for (const step of STEPS) {
    const startedAt = Date.now()
    const { status, stdout, stderr } = spawnSync(step, { shell: true, cwd: folder, encoding: 'utf8' })
    const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1)
    console.log(`${status === 0 ? 'passed' : 'FAILED'} (${seconds} s): ${step}`)
    if (status !== 0) {
      console.log(stdout, stderr)
      process.exitCode = 1
      return
    }
  }
})
