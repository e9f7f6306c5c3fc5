/** Runs the examples, one after the other, and stops with a failure where one of them fails. */
import { toPromise } from 'notion-fp'
import { changeOneParagraph } from './changeOneParagraph.js'
import { changeSchema } from './changeSchema.js'
import { completeLongRow } from './completeLongRow.js'
import { copyPageTree } from './copyPageTree.js'
import { createBatch } from './createBatch.js'
import { createFromTemplate } from './createFromTemplate.js'
import { createPageWithContent } from './createPageWithContent.js'
import { createTypedEntry } from './createTypedEntry.js'
import { listDataSources } from './listDataSources.js'
import { moveLargeFile } from './moveLargeFile.js'
import { printPageContent } from './printPageContent.js'
import { queryEntries } from './queryEntries.js'
import { connect } from './support/connect.js'
import type { Example } from './support/example.js'
import { prepare } from './support/prepare.js'
import { syncRows } from './syncRows.js'
import { syncTypedRows } from './syncTypedRows.js'
import { watchCache } from './watchCache.js'
import { writeLongDocument } from './writeLongDocument.js'

const examples: ReadonlyArray<readonly [title: string, example: Example]> = [
  ['List the data sources', listDataSources],
  ['Create a typed entry', createTypedEntry],
  ['Query with a compound filter and sorts', queryEntries],
  ['Create a batch: failures are reported, successes kept', createBatch],
  ['Create a page with content', createPageWithContent],
  ['Print a page’s content', printPageContent],
  ['Create from a template', createFromTemplate],
  ['Watch the cache', watchCache],
  ['Complete a row with 300 related pages', completeLongRow],
  ['Sync 2,500 rows, then one change', syncRows],
  ['Declare a table, and bring 500 rows up to date twice', syncTypedRows],
  ['Write a long document while requests fail, and read it back', writeLongDocument],
  ['Change one paragraph of a long document: one write', changeOneParagraph],
  ['Copy a page with its child pages while requests fail', copyPageTree],
  ['Plan and apply a change of a schema', changeSchema],
  ['Upload a file of 30 MB while requests fail, and download it', moveLargeFile],
]

const { ctx, page_id, where, addTemplate, disturb, load, close } = await connect(process.env)
try {
  console.log(`Against ${where}`)
  const workspace = { ...(await toPromise(prepare(ctx, page_id))), disturb, ...(load && { load }) }
  await addTemplate(workspace.data_source_id)
  for (const [index, [title, example]] of examples.entries()) {
    console.log(`\n${index + 1}. ${title}`)
    const result = await example(ctx, workspace)()
    if (result._tag === 'Left') throw new Error(result.left.message, { cause: result.left })
  }
} finally {
  await close()
}
