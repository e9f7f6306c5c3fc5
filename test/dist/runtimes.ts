/** Where the runtimes are: fetched on demand into a folder of their own, workerd from the workspace, the browser from the machine. */
import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'
import { fetchPackages } from '../../scripts/support/fetched.js'

const FOLDER = resolve('test/dist/runtimes')

const { platform, arch } = process

/** A runtime with the program that starts it, or the reason why there is none. */
export type Runtime = { readonly name: string } & ({ readonly path: string } | { readonly missing: string })

/** The first of some programs that starts on this machine. */
const starting = (name: string, paths: ReadonlyArray<string>, otherwise: string): Runtime => {
  const path = paths.find((one) => spawnSync(one, ['--version']).status === 0)
  return path === undefined ? { name, missing: otherwise } : { name, path }
}

const fetched = (name: string, paths: ReadonlyArray<string>, failure: string | undefined): Runtime =>
  starting(
    name,
    paths.map((path) => join(FOLDER, 'node_modules', path)),
    failure ?? `there is no program of it for ${platform} ${arch}`,
  )

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** All runtimes in which the package is tried. */
export const findRuntimes = () => {
  const failure = fetchPackages(FOLDER, 'fetching the runtimes, about 1 GB once')
  const node = (major: number): Runtime =>
    fetched(`Node ${major}`, [`node${major}-${platform}-${arch}/bin/node`], failure)
  const architecture = { x64: 'x64', arm64: 'aarch64' }[String(arch)] ?? arch
  return {
    node: [20, 22, 24, 26].map(node),
    bun: fetched('Bun', [`@oven/bun-${platform}-${architecture}/bin/bun`], failure),
    deno: fetched('Deno', [`@deno/${platform}-${arch}-glibc/deno`, `@deno/${platform}-${arch}/deno`], failure),
    // Miniflare, with which the Workers' own tests run, has it installed already.
    workerd: starting(
      'workerd',
      [resolve(`node_modules/@cloudflare/workerd-${platform}-${arch === 'x64' ? '64' : arch}/bin/workerd`)],
      `there is no program of it for ${platform} ${arch}`,
    ),
    chromium: starting('Chromium', BROWSERS, `none of ${BROWSERS.join(', ')} is installed`),
  }
}
