/** What the steps that write a folder share. */
import type { Failure } from '../errors/failure.js'
import type { Schema } from '../values/findProperty.js'
import { endsImport } from './endsImport.js'
import type { FolderCounts, FolderImport, ImportLoss, ImportProblem, Lose } from './folderImport.js'
import type { Journal } from './journal.js'
import type { Names } from './readNode.js'
import type { FolderNode, Front } from './scanFolder.js'

/** A data source that was created. */
export interface NewSource {
  readonly id: string
  readonly schema: Schema
  readonly front: Front
}

/** A run that writes a folder, and what it has done. */
export interface Writing {
  readonly job: FolderImport
  readonly journal: Journal
  readonly names: Names
  /** The ids of the pages and databases that were created. */
  readonly ids: Map<FolderNode, string>
  readonly sources: Map<FolderNode, NewSource>
  /** The new ids of pages and data sources, by the ids that they were exported with. */
  readonly formerIds: Map<string, string>
  readonly problems: Array<ImportProblem>
  readonly losses: Array<ImportLoss>
  readonly counts: FolderCounts
  /** The error that ends the run. */
  failure: Failure | undefined
}

/** Records that something was not written. */
export const noteFailure = (run: Writing, node: FolderNode, error: Failure): void => {
  if (endsImport(error)) run.failure ??= error
  else run.problems.push({ file: node.file ?? node.key, message: error.message })
}

/** Records what is lost of a file. */
export const loseOf =
  ({ losses }: Writing, node: FolderNode): Lose =>
  (what, why) => {
    losses.push({ file: node.file ?? node.key, what, why })
  }

/** Whether the run must stop. */
export const isStopped = ({ failure, job }: Writing): boolean => failure !== undefined || job.session.signal.aborted

/** The schema of the data source in which a node is a row; `undefined` for a page. */
export const schemaAround = (
  { job: { target }, sources }: Writing,
  parent: FolderNode | undefined,
): Schema | undefined =>
  (parent && sources.get(parent))?.schema ??
  (parent === undefined && target.kind === 'data_source' ? target.source.properties : undefined)
