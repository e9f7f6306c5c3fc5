/**
 * Copies `examples/workers` to a folder of its own, as its reader would, with the packed packages; compiles it, the recipes for other
 * engines included, against the types of their packages; and runs its trial on a real Redis, with fewer tenants and rows. With `--full`
 * it has as many as the example.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { noServer } from '../packages/redis/test/support/redisServer.js'
import { fetchPackages } from './support/fetched.js'
import { install, inTemporaryFolder, packAll } from './support/packed.js'

const EXAMPLE = 'examples/workers'
const FETCHED = 'test/workers'

/** The packages of the workspace that the example needs, directly or not. */
const OWN = ['@notion-fp/redis', '@notion-fp/shared', '@notion-fp/simulator']

/** A trial that takes a quarter of a minute of processor time, in which every token uses up its limit unless the machine is busy. */
const SMALL = ['--tenants', '6', '--rows', '300', '--content', '1', '--speed', '2']

/** How long one command may take, in milliseconds. */
const PATIENCE_MS = 600_000

/** The packages of others that a package names. */
const packagesOf = (folder: string, fields: ReadonlyArray<string>): Readonly<Record<string, string>> => {
  const manifest: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  )
  const all = fields.flatMap((field) => Object.entries(manifest[field] ?? {}))
  return Object.fromEntries(all.filter(([name]) => name !== 'notion-fp' && !name.startsWith('@notion-fp/')))
}

/** The versions that the example has and that are not those which are fetched for it. */
const otherVersions = (): ReadonlyArray<string> => {
  const wanted = packagesOf(EXAMPLE, ['dependencies', 'devDependencies'])
  const fetched = packagesOf(FETCHED, ['dependencies'])
  const names = [...new Set([...Object.keys(wanted), ...Object.keys(fetched)])]
  return names.flatMap((name) =>
    wanted[name] === fetched[name]
      ? []
      : [`${name}: ${wanted[name]} in ${EXAMPLE}, ${fetched[name]} in ${FETCHED}; change both, and the lockfile`],
  )
}

const link = (from: string, to: string): void => {
  if (existsSync(to)) return
  mkdirSync(dirname(to), { recursive: true })
  symlinkSync(from, to, 'dir')
}

/** Links the packages of a `node_modules`, those with a scope one by one. */
const linkAll = (from: string, to: string): void => {
  for (const name of readdirSync(from)) {
    if (name.startsWith('.')) continue
    const names = name.startsWith('@') ? readdirSync(join(from, name)).map((own) => join(name, own)) : [name]
    for (const one of names) link(resolve(from, one), join(to, one))
  }
}

/** The example as its reader has it after `npm install`. */
const prepare = (folder: string): void => {
  cpSync(EXAMPLE, folder, { recursive: true, filter: (path) => !/\/(node_modules|dist)$/.test(path) })
  const modules = join(folder, 'node_modules')
  install(folder, ['fp-ts', 'io-ts', 'quick-lru'])
  for (const [name, tarball] of packAll(folder, OWN)) {
    const to = join(modules, name)
    mkdirSync(dirname(to), { recursive: true })
    spawnSync('tar', ['-xzf', tarball, '-C', dirname(to)])
    renameSync(join(dirname(to), 'package'), to)
    const dependencies = packagesOf(to, ['dependencies'])
    for (const dependency of Object.keys(dependencies))
      link(resolve('node_modules', dependency), join(modules, dependency))
  }
  linkAll(join(FETCHED, 'node_modules'), modules)
}

const succeeds = (folder: string, command: string, args: ReadonlyArray<string>): boolean => {
  const { status, signal } = spawnSync(command, args, { cwd: folder, stdio: 'inherit', timeout: PATIENCE_MS })
  if (status !== 0) console.log(`${command} ${args.join(' ')} ended with ${status ?? signal}`)
  return status === 0
}

const check = async (folder: string): Promise<boolean> => {
  prepare(folder)
  if (!succeeds(folder, 'npm', ['run', '--silent', 'build'])) return false
  console.log('compiled: the steps, the queue, and the recipes for Temporal and Cloudflare Workflows')
  // It has been said why.
  if (noServer) return true
  const size = process.argv.includes('--full') ? [] : SMALL
  return succeeds(folder, process.execPath, ['dist/trial/run.js', ...size])
}

const wrong = otherVersions()
for (const problem of wrong) console.log(problem)
const missing = fetchPackages(FETCHED, 'fetching a queue and engines, about 60 MB once')
if (missing !== undefined) console.log(`SKIPPED: ${EXAMPLE}, since ${missing}`)
const passed = missing !== undefined || (await inTemporaryFolder(check))
process.exitCode = passed && wrong.length === 0 ? 0 : 1
