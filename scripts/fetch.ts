/**
 * Fetches the packages that only some parts of `npm run check` need, so that they are there when these parts start. Where npm cannot be
 * reached, each of these parts says so itself.
 */
import { fetchPackages } from './support/fetched.js'

const FOLDERS = ['test/dist/runtimes', 'test/workers', 'test/clients']

for (const folder of FOLDERS) {
  const missing = fetchPackages(folder, `fetching what ${folder} names`)
  if (missing !== undefined) console.log(`${folder}: ${missing}`)
}
