/**
 * Writes what is generated from the sources: `src/index.ts`, the lists of property types and of exports, the comparison with the
 * official client, and the tables of the documentation. With `--check` it writes nothing, and fails where something is out of date.
 */
import { parseArgs } from 'node:util'
import { generate } from './support/generated.js'
import { WrongLists } from './support/missingImports.js'

const { values: options } = parseArgs({ options: { check: { type: 'boolean', default: false } } })

const all = await generate(options).catch((error: unknown) => {
  console.error(error instanceof WrongLists ? error.message : error)
  process.exit(1)
})
const stale = all.filter(({ isFresh }) => !isFresh)
for (const { file, what } of stale)
  console.log(options.check ? `${file}: ${what} is out of date, run \`npm run generate\`` : `${file}: ${what} written`)
console.log(`${all.length} generated, ${options.check ? stale.length : 0} out of date`)
process.exitCode = options.check && stale.length > 0 ? 1 : 0
