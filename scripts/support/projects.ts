/** The projects of `examples` as their reader has them: copied, with the packed packages and what their own package.json names. */
import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { manifestOf } from './manifestOf.js'
import { packAll } from './packed.js'

const EXAMPLES = 'examples'

/** The packages of the workspace that projects need, directly or not. */
const PACKAGES = ['@notion-fp/cloudflare', '@notion-fp/markdown', '@notion-fp/shared', '@notion-fp/simulator']

/** How long one command may take, in milliseconds. */
const PATIENCE_MS = 300_000

/** The version of a package that a project names. */
export const versionIn = (project: string, name: string): string | undefined => {
  const { dependencies, devDependencies } = manifestOf(join(EXAMPLES, project))
  return { ...dependencies, ...devDependencies }[name]
}

const isOwn = (name: string): boolean => name === 'notion-fp' || name.startsWith('@notion-fp/')

const link = (from: string, to: string): void => {
  if (existsSync(to)) return
  mkdirSync(dirname(to), { recursive: true })
  symlinkSync(resolve(from), to)
}

/** Packs the library and its packages, and gives the tarball of each. */
export const packForProjects = (folder: string): ReadonlyMap<string, string> =>
  packAll(folder, ['notion-fp', ...PACKAGES])

/** Unpacks tarballs into a `node_modules`, beside what they depend on, which is linked from this project. */
export const unpackAll = (tarballs: ReadonlyMap<string, string>, modules: string): void => {
  mkdirSync(modules, { recursive: true })
  for (const [name, tarball] of tarballs) {
    const to = join(modules, name)
    mkdirSync(dirname(to), { recursive: true })
    execFileSync('tar', ['-xzf', tarball, '-C', dirname(to)])
    renameSync(join(dirname(to), 'package'), to)
    for (const dependency of Object.keys(manifestOf(to).dependencies ?? {}))
      if (!isOwn(dependency)) link(join('node_modules', dependency), join(modules, dependency))
  }
}

const copy = (name: string, folder: string): string => {
  const to = join(folder, name)
  cpSync(join(EXAMPLES, name), to, { recursive: true, filter: (path) => !/\/(node_modules|dist)$/.test(path) })
  return to
}

const linkCommands = (project: string, name: string): void => {
  const { bin } = manifestOf(join(project, 'node_modules', name))
  const commands = typeof bin === 'string' ? { [name]: bin } : (bin ?? {})
  for (const [command, file] of Object.entries(commands))
    link(join(project, 'node_modules', name, file), join(project, 'node_modules', '.bin', command))
}

/**
 * Copies a project, with the packages that it names and no others: one that it forgot to name is missing. Throws if a version is not the
 * one that it names, as then another version is checked than its reader gets.
 *
 * @param places Where the packages are, such as a `node_modules`; the first that has one counts.
 */
export const copyProject = (name: string, folder: string, places: ReadonlyArray<string>): string => {
  const project = copy(name, folder)
  const { dependencies, devDependencies } = manifestOf(project)
  for (const [dependency, wanted] of Object.entries({ ...dependencies, ...devDependencies })) {
    const place = places.find((one) => existsSync(join(one, dependency, 'package.json')))
    if (place === undefined) throw new Error(`${EXAMPLES}/${name} names ${dependency}, which is not installed here`)
    const { version } = manifestOf(join(place, dependency))
    if (wanted !== (isOwn(dependency) ? 'latest' : version))
      throw new Error(
        `${EXAMPLES}/${name} names ${dependency} ${wanted}; installed here is ${version}: change one of them`,
      )
    link(join(place, dependency), join(project, 'node_modules', dependency))
    linkCommands(project, dependency)
  }
  return project
}

/** Copies projects into a workspace of npm, and installs all of them from the registry, with the tarballs for our own packages. */
export const installProjects = (
  names: ReadonlyArray<string>,
  folder: string,
  tarballs: ReadonlyMap<string, string>,
): ReadonlyArray<string> => {
  const projects = names.map((name) => copy(name, folder))
  const named = (all: Readonly<Record<string, string>> = {}) =>
    Object.fromEntries(
      Object.entries(all).map(([name, version]) => [name, isOwn(name) ? `file:${tarballs.get(name)}` : version]),
    )
  for (const project of projects) {
    const manifest = manifestOf(project)
    const { dependencies, devDependencies } = manifest
    const own = { ...manifest, dependencies: named(dependencies), devDependencies: named(devDependencies) }
    writeFileSync(join(project, 'package.json'), JSON.stringify(own))
  }
  const overrides = Object.fromEntries([...tarballs].map(([name, tarball]) => [name, `file:${tarball}`]))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, workspaces: names, overrides }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--silent'], { cwd: folder, stdio: 'inherit' })
  return projects
}

/** What became of a command. */
export interface Ended {
  readonly output: string
  /** `null` where it was stopped. */
  readonly status: number | null
}

/**
 * Runs a script of a project, until it ends by itself; or until `until` has seen enough of what it prints, when it is stopped with all
 * that it has started.
 */
export const runScript = (
  project: string,
  script: string,
  env: Readonly<Record<string, string>> = {},
  until?: (output: string) => Promise<void> | undefined,
): Promise<Ended> =>
  new Promise((settle, fail) => {
    const { NOTION_TOKEN: _, ...inherited } = process.env
    const options = { cwd: project, detached: true, env: { ...inherited, NO_COLOR: '1', ...env } }
    const child = spawn('npm', ['run', '--silent', script], options)
    let output = ''
    let isEnough = false
    const stop = (): void => {
      try {
        // Everything in its group.
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
      } catch {
        // It has ended meanwhile.
      }
    }
    const timer = setTimeout(stop, PATIENCE_MS)
    const note = (chunk: unknown): void => {
      output += stripVTControlCharacters(String(chunk))
      const work = isEnough ? undefined : until?.(output)
      if (work === undefined) return
      isEnough = true
      void work.catch(fail).finally(stop)
    }
    child.stdout.on('data', note)
    child.stderr.on('data', note)
    child.on('error', fail)
    child.on('close', (status) => {
      clearTimeout(timer)
      settle({ output, status })
    })
  })
