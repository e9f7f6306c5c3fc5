import { updateDataSource } from 'notion-fp'
import { unsafeCast } from '../unsafeCast.js'
import { folderSchema } from './folderSchema.js'
import type { FolderNode } from './scanFolder.js'
import { loseOf, noteFailure, type Writing } from './writing.js'

/** Adds the properties of a data source that refer to others, once all data sources exist. */
export const completeSchema = async (run: Writing, node: FolderNode): Promise<void> => {
  const { job, journal, sources, formerIds } = run
  const own = sources.get(node)
  if (!own || (await journal.get(`x:${node.key}`))) return
  const lose = loseOf(run, node)
  const { relations, later } = folderSchema(own.front, () => undefined)
  let isWhole = true
  const add = async (name: string, config: object): Promise<void> => {
    const updated = await updateDataSource(job.ctx, {
      data_source_id: own.id,
      // It comes from a file, of an export or written by hand: Notion checks it.
      properties: unsafeCast({ [name]: config }),
    })()
    if (updated._tag === 'Right') return
    if (/^(ValidationError|InvalidInputError|NotFoundError)$/.test(updated.left._tag))
      lose(`property ${name}`, updated.left.message)
    else {
      isWhole = false
      noteFailure(run, node, updated.left)
    }
  }
  for (const [name, former] of relations) {
    const related = formerIds.get(former)
    if (related === undefined) lose(`property ${name}`, 'the data source that it leads to is not in the folder')
    else await add(name, { relation: { data_source_id: related, type: 'single_property', single_property: {} } })
  }
  for (const [name, config] of later) await add(name, config)
  if (isWhole) await journal.put(`x:${node.key}`, true)
}
