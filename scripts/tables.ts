/** Holds the tables of the documentation to what the operations declare; `--write` puts them there. */
import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { withTable } from './support/inPlace.js'
import { tables } from './support/tables.js'

const { values: options } = parseArgs({ options: { write: { type: 'boolean', default: false } } })
const stale = tables().filter((table) => {
  const text = readFileSync(table.file, 'utf8')
  const wanted = withTable(text, table)
  if (options.write) writeFileSync(table.file, wanted)
  return !options.write && wanted !== text
})
for (const { file, place } of stale) {
  console.error(`the table of ${place} in ${file} is out of date: run \`npm run tables -- --write\``)
}
console.log(`${tables().length} tables, ${stale.length} out of date`)
process.exitCode = stale.length > 0 ? 1 : 0
