/**
 * `npm run demo`: what sets the library apart, in a minute. `npm run demo -- --all` runs all examples. Stops with a failure where one of
 * them fails.
 */
import { parseArgs } from 'node:util'
import { toPromise } from 'notion-fp'
import { bundleSize } from './bundleSize.js'
import { changeOneParagraph } from './changeOneParagraph.js'
import { changeSchema } from './changeSchema.js'
import { completeLongRow } from './completeLongRow.js'
import { copyPageTree } from './copyPageTree.js'
import { createBatch } from './createBatch.js'
import { createFromTemplate } from './createFromTemplate.js'
import { createPageWithContent } from './createPageWithContent.js'
import { createTypedEntry } from './createTypedEntry.js'
import { keepThePace } from './keepThePace.js'
import { listDataSources } from './listDataSources.js'
import { moveLargeFile } from './moveLargeFile.js'
import { printPageContent } from './printPageContent.js'
import { queryEntries } from './queryEntries.js'
import { connect } from './support/connect.js'
import type { Example } from './support/example.js'
import { prepare } from './support/prepare.js'
import { styled } from './support/style.js'
import { syncRows } from './syncRows.js'
import { syncTypedRows } from './syncTypedRows.js'
import { typedMistake } from './typedMistake.js'
import { watchCache } from './watchCache.js'
import { writeLongDocument } from './writeLongDocument.js'

/** An example with its title, and the file to read. */
type Listed = readonly [title: string, file: string, example: Example]

/** What sets the library apart. */
const HIGHLIGHTS: ReadonlyArray<Listed> = [
  ['A mistake is found while you type', 'typedMistake', typedMistake],
  [
    'A page of more than 1,000 blocks is written while requests fail, and read back whole',
    'writeLongDocument',
    writeLongDocument,
  ],
  ['One of 1,000 paragraphs changes: one request writes it', 'changeOneParagraph', changeOneParagraph],
  ['500 rows are brought up to date twice: the second time, nothing is written', 'syncTypedRows', syncTypedRows],
  ['What was read once is not requested again until it changes', 'watchCache', watchCache],
  ['400 calls at once, and Notion allows 180 a minute', 'keepThePace', keepThePace],
  ['What a visitor of your page downloads', 'bundleSize', bundleSize],
]

const OTHERS: ReadonlyArray<Listed> = [
  ['List the data sources', 'listDataSources', listDataSources],
  ['Create a typed entry', 'createTypedEntry', createTypedEntry],
  ['Query with a compound filter and sorts', 'queryEntries', queryEntries],
  ['Create a batch: failures are reported, successes kept', 'createBatch', createBatch],
  ['Create a page with content', 'createPageWithContent', createPageWithContent],
  ['Print a page’s content', 'printPageContent', printPageContent],
  ['Create from a template', 'createFromTemplate', createFromTemplate],
  ['Complete a row with 300 related pages', 'completeLongRow', completeLongRow],
  ['Sync 2,500 rows, then one change', 'syncRows', syncRows],
  ['Copy a page with its child pages while requests fail', 'copyPageTree', copyPageTree],
  ['Plan and apply a change of a schema', 'changeSchema', changeSchema],
  ['Upload a file of 30 MB while requests fail, and download it', 'moveLargeFile', moveLargeFile],
]

const HELP = `npm run demo              what sets the library apart, in a minute
npm run demo -- --all     all examples

Without NOTION_TOKEN and NOTION_PAGE_ID, an embedded Notion is used.`

/** The options of the command line; a wrong one ends the program. */
const readOptions = () => {
  try {
    return parseArgs({ options: { all: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } } })
      .values
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${HELP}`)
    return process.exit(64)
  }
}

const values = readOptions()
if (values.help) {
  console.log(HELP)
  process.exit(0)
}

const { ctx, page_id, where, addTemplate, disturb, load, close } = await connect(process.env)
try {
  console.log(`notion-fp, on ${where}`)
  const workspace = { ...(await toPromise(prepare(ctx, page_id))), disturb, ...(load && { load }) }
  await addTemplate(workspace.data_source_id)
  const examples = values.all ? [...HIGHLIGHTS, ...OTHERS] : HIGHLIGHTS
  for (const [index, [title, file, example]] of examples.entries()) {
    console.log(`\n${styled(['bold', 'cyan'], `${index + 1}. ${title}`)}`)
    const result = await example(ctx, workspace)()
    if (result._tag === 'Left') throw new Error(result.left.message, { cause: result.left })
    console.log(styled('dim', `  the program: examples/${file}.ts`))
  }
  if (!values.all) console.log(`\n${OTHERS.length} more: npm run demo -- --all`)
} finally {
  await close()
}
