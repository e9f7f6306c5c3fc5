/**
 * The site: `npm run docs` serves it, `npm run docs:build` builds it. Both install first what is missing, here and in `docs`, which has
 * dependencies of its own, so that the library's are installed fast. Plain Node: it runs before anything is installed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'

/** Runs a command of npm, and ends with its code if it fails. */
const run = (...given) => {
  const { status } = spawnSync(npm, given, { stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** Whether a folder has the versions of its lock file, as npm notes them there; of those for other platforms, none is there. */
const isInstalled = (folder) => {
  const note = join(folder, 'node_modules/.package-lock.json')
  if (!existsSync(note)) return false
  const installed = packagesIn(note)
  const wanted = Object.entries(packagesIn(join(folder, 'package-lock.json'))).filter(([path]) => path !== '')
  return wanted.every(([path, { version, optional }]) => optional || installed[path]?.version === version)
}

/** The library's dependencies are there as soon as any of them is: a folder that is linked or shared has no note of npm. */
if (!existsSync('node_modules/fp-ts')) run('ci', '--no-audit', '--no-fund')
if (!isInstalled('docs')) run('ci', '--prefix', 'docs', '--no-audit', '--no-fund')

const [task = 'dev'] = process.argv.slice(2)
run('run', '--prefix', 'docs', '--silent', 'reference')
run('run', '--prefix', 'docs', '--silent', 'playground:types')
run('run', '--prefix', 'docs', '--silent', task)
