/** Reads and checks all files of a folder: what an import would write, and what would be lost. Nothing is sent. */
import { planAppend, withUploads } from 'notion-fp/blocks'
import { resolveLink } from '../names/links.js'
import type { Schema } from '../values/findProperty.js'
import { isInside, pictureLoss } from './folderFiles.js'
import type { FolderCounts, FolderImport, FolderPlan, ImportLoss, ImportProblem, Lose } from './folderImport.js'
import { folderSchema, schemaFor } from './folderSchema.js'
import { frontOf, type Names, namesOf, ownIds, partsOf, planId, type ReadFile, readNode } from './readNode.js'
import { loseProperties, rowValues } from './rowValues.js'
import { allNodes, type FolderNode, type Front } from './scanFolder.js'

/** Whether a file of an export repeats what other files have, such as the rows of a data source as CSV. */
const isOfExport = (file: string, nodes: ReadonlyArray<FolderNode>): boolean => {
  if (/^(pages\.(csv|jsonl)|data_sources\.jsonl|notion\.sqlite|export-losses\.jsonl)$/.test(file)) return true
  const key = file.replace(/\.(csv|jsonl)$/, '')
  return key !== file && [...allNodes(nodes)].some(([node]) => node.kind === 'data_source' && node.key === key)
}

/** A plan that is being made. */
interface Planning {
  readonly job: FolderImport
  readonly names: Names
  /** A placeholder for the id of each node. */
  readonly planIds: ReadonlyMap<FolderNode, string>
  readonly counts: FolderCounts
  readonly losses: Array<ImportLoss>
  readonly problems: Array<ImportProblem>
  readonly newOptions: Map<string, Set<string>>
  /** The files that are uploaded for blocks. */
  readonly files: Set<string>
  /** The files that front matter names. */
  readonly shown: Set<string>
}

/** A node of the folder, and where its losses and problems are reported. */
interface Planned {
  readonly node: FolderNode
  readonly parent: FolderNode | undefined
  readonly file: string
  readonly lose: Lose
  readonly refuse: (message: string, line?: number) => void
}

const plannedNode = ({ losses, problems }: Planning, node: FolderNode, parent: FolderNode | undefined): Planned => {
  const file = node.file ?? node.key
  return {
    node,
    parent,
    file,
    lose: (what, why, line) => losses.push({ file, what, why, ...(line !== undefined && { line }) }),
    refuse: (message, line) => {
      problems.push({ file, message, ...(line !== undefined && { line }) })
    },
  }
}

/** Records that front matter names a file of the folder. */
const showFile = ({ shown }: Planning, from: string, url: unknown): void => {
  const path = resolveLink(from, String(url ?? ''))
  if (path !== undefined) shown.add(path)
}

const planPictures = async (plan: Planning, { node, file, lose }: Planned, front: Front): Promise<void> => {
  for (const what of ['icon', 'cover'] as const) {
    const given = front[`notion_${what}`]
    const why = await pictureLoss(plan.job.root, node, what, given)
    if (why === undefined) showFile(plan, file, given)
    else lose(what, why)
  }
}

const planRow = (plan: Planning, { node, parent, file, lose, refuse }: Planned, front: Front, schema: Schema): void => {
  plan.counts.rows++
  const row = rowValues(front, schema, node.title, plan.job.allowsNew, lose, refuse)
  for (const [, urls] of row.files) for (const url of urls) showFile(plan, file, url)
  // A new data source gets its options from its front matter.
  if (parent) return
  for (const [property, option] of row.newOptions) {
    const list = plan.newOptions.get(property) ?? new Set()
    plan.newOptions.set(property, list)
    list.add(option)
  }
}

/** Counts the files of the content, each once. */
const planUploads = async (
  { job, counts, files }: Planning,
  { file, refuse }: Planned,
  uploads: ReadFile['uploads'],
): Promise<void> => {
  for (const { path, line } of uploads) {
    const inside = resolveLink(file, path)
    const size = await isInside(job.root, inside)
    if (size === undefined) refuse(`there is no file ${path} in the folder`, line)
    else if (inside !== undefined && !files.has(inside)) {
      files.add(inside)
      counts.files++
      counts.bytes += size
    }
  }
}

/** Counts the blocks of the content, and the requests that write them. */
const planContent = ({ counts, planIds }: Planning, { node, lose, refuse }: Planned, read: ReadFile): void => {
  const blocks = withUploads(
    read.children,
    read.uploads,
    read.uploads.map(() => planId(0)),
  )
  const parts = partsOf(
    blocks,
    ownIds(node, (child) => planIds.get(child)),
  )
  const links = read.losses.filter(({ what }) => isChildLoss(what))
  for (const { what, line } of links.slice(parts.length - 1))
    lose(what, 'a page within a block is at the end of its page; a link to it remains', line)
  counts.requests++
  for (const part of parts) {
    const plan = planAppend(part.blocks)
    if (plan._tag === 'Left') refuse(plan.left.message)
    else {
      counts.blocks += plan.right.parents.length
      counts.requests += plan.right.cost.requests
    }
  }
}

/** Whether a loss is that of a link to a page of the folder, which an import puts in its place. */
const isChildLoss = (what: string): boolean => what === 'child_page' || what === 'child_database'

const planNode = async (plan: Planning, planned: Planned): Promise<void> => {
  const { job, names, planIds, counts } = plan
  const { node, parent, lose, refuse } = planned
  if (node.problem !== undefined) refuse(node.problem, 1)
  if (node.loss !== undefined) lose('front matter', node.loss, 1)
  const read = await readNode(job, node, names, (other) => planIds.get(other))
  const schema = schemaFor(job, parent, await frontOf(job, parent))
  await planPictures(plan, planned, read.front)
  if (node.kind === 'data_source') {
    if (schema) refuse('a database cannot be a row of another one')
    folderSchema(read.front, lose)
    counts.databases++
    counts.requests += 2
    return
  }
  if (schema) planRow(plan, planned, read.front, schema)
  else {
    counts.pages++
    loseProperties(read.front, lose)
  }
  for (const { what, why, line } of read.losses) if (!isChildLoss(what)) lose(what, why, line)
  await planUploads(plan, planned, read.uploads)
  planContent(plan, planned, read)
}

/** What would be written. Nothing is sent. */
export const planFolder = async (job: FolderImport): Promise<FolderPlan> => {
  const plan: Planning = {
    job,
    names: namesOf(job.nodes),
    planIds: new Map([...allNodes(job.nodes)].map(([node], index) => [node, planId(index + 1)])),
    counts: { pages: 0, databases: 0, rows: 0, blocks: 0, files: 0, bytes: 0, requests: 0 },
    losses: job.leftOut.flatMap(({ file, why }) => (why === undefined ? [] : [{ file, what: 'file', why }])),
    problems: [],
    newOptions: new Map(),
    files: new Set(),
    shown: new Set(),
  }
  for (const [node, parent] of allNodes(job.nodes)) await planNode(plan, plannedNode(plan, node, parent))
  const { counts, losses, problems, newOptions, files, shown } = plan
  counts.requests += counts.files * 2
  const unused = job.leftOut.flatMap(({ file, why }) =>
    why !== undefined || files.has(file) || shown.has(file) || isOfExport(file, job.nodes) ? [] : [file],
  )
  return { counts, losses, problems, newOptions, unused }
}
