/** The package as a person gets it: packed, and unpacked beside its dependencies. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync } from 'node:fs'
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

/** Packs the build of the library, or of a package of the workspace, into a folder and gives the path of the tarball. */
export const pack = (folder: string, name?: string): string => {
  if (!existsSync('dist/esm/index.js')) throw new Error('there is no build to pack: run `npm run build` first')
  const workspace = name === undefined ? [] : ['--workspace', name]
  const flags = ['--ignore-scripts', '--silent', '--pack-destination', folder]
  const output = execFileSync('npm', ['pack', ...workspace, ...flags], { encoding: 'utf8' })
  return join(folder, output.trim())
}

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
