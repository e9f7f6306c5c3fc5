/** Packages that only some checks need: fetched from npm into a folder of their own, apart from the workspace. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Fetches what a folder's lockfile names, unless that is there already. Install scripts are left out: only files are needed.
 *
 * @param notice What is printed before it is fetched.
 * @returns Why there is nothing, where npm cannot be reached.
 */
export const fetchPackages = (folder: string, notice: string): string | undefined => {
  const mark = join(folder, 'node_modules', '.fetched')
  const lock = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return undefined
  console.log(notice)
  const { status, stderr } = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    // Its reason is told, also where npm itself was started as silent.
    env: { ...process.env, npm_config_loglevel: 'error' },
  })
  if (status !== 0) return `npm could not fetch it: ${stderr.trim().split('\n').slice(0, 2).join(', ')}`
  writeFileSync(mark, lock)
  return undefined
}
