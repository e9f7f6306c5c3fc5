/** Changesets, for a repository whose root is a package too. */
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'

const MANIFEST = 'package.json'
const WORKSPACES = /"workspaces": \[\s*/

/**
 * Runs changesets. It finds packages among the workspaces only, and npm takes no root among its own workspaces: so the root is one
 * for as long as this lasts.
 *
 * @returns The exit code.
 */
export const changesets = (...args: ReadonlyArray<string>): number => {
  const edit = (from: RegExp | string, to: string): void =>
    writeFileSync(MANIFEST, readFileSync(MANIFEST, 'utf8').replace(from, to))
  edit(WORKSPACES, '"workspaces": [\n    ".",\n    ')
  try {
    return spawnSync('npx', ['changeset', ...args], { stdio: 'inherit' }).status ?? 1
  } finally {
    edit('"workspaces": [\n    ".",\n    ', '"workspaces": [\n    ')
  }
}
