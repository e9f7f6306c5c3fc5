/** Installs the packed packages into an empty folder and makes calls with them in every runtime that they are for. */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { inTemporaryFolder, packAll } from '../../scripts/support/packed.js'
import * as library from './programs.js'
import { findRuntimes, type Runtime } from './runtimes.js'
import { type Served, serve } from './server.js'
import * as simulator from './simulatorPrograms.js'

/** The timeout of one runtime in milliseconds: long enough for a slow machine. */
const TIMEOUT_MS = 120_000

/** The result of one runtime with one way to load the package. */
interface Outcome {
  readonly name: string
  readonly kind: 'passed' | 'failed' | 'skipped'
  readonly why?: string
}

/** The output of a program, and how it ended. Asynchronous, since the server runs in this process. */
const output = async (path: string, given: ReadonlyArray<string>, cwd: string): Promise<string> => {
  const child = spawn(path, given, { cwd, timeout: TIMEOUT_MS, stdio: ['ignore', 'pipe', 'pipe'] })
  const texts: Array<string> = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => texts.push(String(text)))
  const [code, signal] = await once(child, 'close')
  return `${texts.join('').trim()}${code === 0 ? '' : ` (ended with ${code ?? signal})`}`
}

/** A bundle for where there are no modules of Node: it fails if one is imported, or what needs one is part of it. */
const bundled = async (folder: string, code: string, conditions: ReadonlyArray<string>): Promise<string> => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: folder },
    bundle: true,
    format: 'esm',
    conditions: [...conditions],
    write: false,
    metafile: true,
  })
  const forNode = Object.keys(metafile.inputs).filter((input) => input.includes('/node-server/'))
  if (forNode.length > 0) throw new Error(`the bundle contains ${forNode[0]}`)
  return outputFiles.map(({ text }) => text).join('')
}

const onPage = async (path: string, folder: string, served: Served, script: string): Promise<string> => {
  const { address, found } = served.runOnPage(await bundled(folder, script, []))
  const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync']
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage']
  const child = spawn(path, [...flags, ...quiet, `--user-data-dir=${join(folder, 'profile')}`, address], {
    stdio: 'ignore',
    timeout: TIMEOUT_MS,
  })
  const ended = once(child, 'close')
  try {
    return await Promise.race([found, ended.then(([code]) => `it ended with ${code} before it had found anything`)])
  } finally {
    child.kill()
    await ended
  }
}

const inWorkerd = async (path: string, folder: string, script: string, expected: string): Promise<string> => {
  const code = await bundled(folder, script, ['workerd', 'worker', 'browser'])
  writeFileSync(join(folder, 'worker.js'), code)
  writeFileSync(join(folder, 'workerd.capnp'), library.WORKERD_CONFIG)
  const said = await output(path, ['test', 'workerd.capnp'], folder)
  return /ended with/.test(said) ? said : expected
}

/** Tries one runtime in one way. */
const attempt = async (
  runtime: Runtime,
  how: string,
  expected: string,
  say: (path: string) => Promise<string>,
): Promise<Outcome> => {
  const name = `${runtime.name}, ${how}`
  if ('missing' in runtime) return { name, kind: 'skipped', why: runtime.missing }
  const said = await say(runtime.path).catch(String)
  return said === expected ? { name, kind: 'passed' } : { name, kind: 'failed', why: said }
}

/** An empty folder with nothing but the packages, as npm installs them. */
const installInto = (folder: string): void => {
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stranger', private: true }))
  const tarballs = packAll(folder, ['notion-fp', '@notion-fp/simulator']).values()
  execFileSync('npm', ['install', ...tarballs, '--silent', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
  })
  writeFileSync(join(folder, 'program.mjs'), library.esm)
  writeFileSync(join(folder, 'program.cjs'), library.commonjs)
  writeFileSync(join(folder, 'simulator.mjs'), simulator.esm)
}

const tryAll = async (folder: string, served: Served): Promise<ReadonlyArray<Outcome>> => {
  const { node, bun, deno, workerd, chromium } = findRuntimes()
  const outcomes: Array<Outcome> = []
  const scripts = [
    ['ES modules', 'program.mjs', library.EXPECTED],
    ['CommonJS', 'program.cjs', library.EXPECTED],
    ['the simulator', 'simulator.mjs', simulator.EXPECTED],
  ] as const
  const here: Runtime = { name: `this Node (${process.version})`, path: process.execPath }
  for (const [how, script, expected] of scripts) {
    for (const runtime of [here, ...node, bun]) {
      outcomes.push(await attempt(runtime, how, expected, (path) => output(path, [script, served.address], folder)))
    }
    const allowed = ['run', '--quiet', '--no-remote', '--allow-net', '--allow-read', '--allow-env', '--allow-sys']
    outcomes.push(
      await attempt(deno, how, expected, (path) => output(path, [...allowed, script, served.address], folder)),
    )
  }
  const bundles = [
    ['a bundle', library.worker(served.address), library.browser, library.EXPECTED],
    ['a bundle of the simulator', simulator.worker(), simulator.browser, simulator.EXPECTED_PORTABLE],
  ] as const
  for (const [how, worker, browser, expected] of bundles) {
    outcomes.push(await attempt(workerd, how, expected, (path) => inWorkerd(path, folder, worker, expected)))
    outcomes.push(
      await attempt(chromium, `${how} on a page`, expected, (path) => onPage(path, folder, served, browser)),
    )
  }
  return outcomes
}

const outcomes = await inTemporaryFolder(async (folder) => {
  installInto(folder)
  const served = await serve()
  try {
    return await tryAll(folder, served)
  } finally {
    served.close()
  }
})
for (const { name, kind, why } of outcomes)
  console.log(`${kind.padEnd(7)} ${name}${why === undefined ? '' : `: ${why}`}`)
const count = (kind: Outcome['kind']): number => outcomes.filter((outcome) => outcome.kind === kind).length
console.log(`${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
process.exitCode = count('failed') > 0 || count('passed') === 0 ? 1 : 0
