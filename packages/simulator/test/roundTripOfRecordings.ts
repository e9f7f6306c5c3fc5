/**
 * Loads the objects of every recorded answer in a folder, and checks that each is returned as it was recorded:
 *
 *   tsx packages/simulator/test/roundTripOfRecordings.ts FOLDER
 *
 * A recording is a JSON file `{ request, response: { status, body }, meta: { notion_version } }`. The last line is the
 * figure; the exit code is 1 when anything differs.
 */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asObject, asString, parseJson } from '../src/domain/values/json.js'
import { VERSIONS } from '../src/domain/version.js'
import { roundTrip } from './support/roundTrip.js'

const folder = process.argv[2] ?? ''
const seen = new Map<string, Array<string>>()
let [whole, differing] = [0, 0]
for (const name of (await readdir(folder, { recursive: true })).sort()) {
  if (!name.endsWith('.json')) continue
  const { request, response, meta } = asObject(parseJson(await readFile(join(folder, name), 'utf8')))
  const version = asString(asObject(meta).notion_version)
  const { status, body } = asObject(response)
  if (request === undefined || status !== 200 || !VERSIONS.some((each) => each === version)) continue
  const differences = await roundTrip(body ?? null, version)
  if (differences.length === 0) whole += 1
  else differing += 1
  for (const difference of differences) {
    const kind = difference.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID').slice(0, 200)
    seen.set(kind, [...(seen.get(kind) ?? []), name])
  }
}
for (const [difference, where] of [...seen].sort((left, right) => right[1].length - left[1].length))
  console.log(`${where.length} × ${difference}\n      ${where[0]}`)
console.log(`${whole} recorded answers are returned as they were loaded, ${differing} are not`)
process.exitCode = whole > 0 && differing === 0 ? 0 : 1
