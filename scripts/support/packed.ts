/** The package as a person gets it: packed, and unpacked beside its dependencies. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

/** Runs work with an empty folder of its own outside of the project, and takes the folder away afterwards. */
export const inTemporaryFolder = async <A>(work: (folder: string) => Promise<A>): Promise<A> => {
  const folder = mkdtempSync(join(tmpdir(), 'notion-fp-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const LIBRARY = 'notion-fp'

/** The tarball that `npm pack` makes of the library, or of a package of the workspace. */
const tarballOf = (name: string): string => {
  const folder = name === LIBRARY ? '.' : name.replace('@notion-fp', 'packages')
  const { version }: { readonly version: string } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
}

/** Packs the build of the library and of packages of the workspace into a folder. */
const packInto = (folder: string, names: ReadonlyArray<string>): void => {
  if (!existsSync('dist/esm/index.js')) throw new Error('there is no build to pack: run `npm run build` first')
  const others = names.filter((name) => name !== LIBRARY).flatMap((name) => ['--workspace', name])
  const root = names.includes(LIBRARY) && others.length > 0 ? ['--include-workspace-root'] : []
  execFileSync('npm', ['pack', ...others, ...root, '--ignore-scripts', '--silent', '--pack-destination', folder])
}

/**
 * Packs the build of the library and of packages of the workspace, and gives the path of each tarball. What is in the folder that
 * PACKED names is taken from there: `npm run check` packs each package once, for all of its parts.
 */
export const packAll = (folder: string, names: ReadonlyArray<string>): ReadonlyMap<string, string> => {
  const paths = new Map(
    names.map((name) => {
      const shared = process.env.PACKED === undefined ? undefined : join(process.env.PACKED, tarballOf(name))
      return [name, shared !== undefined && existsSync(shared) ? shared : join(folder, tarballOf(name))]
    }),
  )
  const missing = names.filter((name) => !existsSync(paths.get(name) ?? ''))
  if (missing.length > 0) packInto(folder, missing)
  return paths
}

/** Packs the build of the library, or of a package of the workspace, and gives the path of the tarball. */
export const pack = (folder: string, name: string = LIBRARY): string =>
  packAll(folder, [name]).get(name) ?? join(folder, tarballOf(name))

/**
 * Unpacks the tarball as an installed package, with other packages of the workspace beside it.
 *
 * @param folder Where `node_modules` is made.
 * @param others Names of packages to link from the workspace; the dependencies, where it is left out.
 */
export const install = (
  folder: string,
  others: ReadonlyArray<string> = ['fp-ts', 'io-ts', 'ky', '@notionhq/client'],
): void => {
  const modules = join(folder, 'node_modules')
  mkdirSync(modules, { recursive: true })
  execFileSync('tar', ['-xzf', pack(folder), '-C', modules])
  renameSync(join(modules, 'package'), join(modules, 'notion-fp'))
  for (const name of others) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(resolve('node_modules', name), join(modules, name), 'dir')
  }
}
