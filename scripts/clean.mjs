/** Removes what earlier builds wrote. */
import { readFileSync, rmSync } from 'node:fs'

const { exports } = JSON.parse(readFileSync('package.json', 'utf8'))

/** The folders that lead to the entries: `compat`, `ops` and so on. */
const stubs = Object.keys(exports).flatMap((entry) => /^\.\/(\w+)/.exec(entry)?.[1] ?? [])

for (const folder of new Set(['build', 'dist', ...stubs])) {
  if (folder !== 'package') rmSync(folder, { recursive: true, force: true })
}
