/** Reads and checks all files of a folder: what an import would write, and what would be lost. Nothing is sent. */
import { planAppend, withUploads } from 'notion-fp/blocks'
import { resolveLink } from '../names/links.js'
import { isInside, pictureLoss } from './folderFiles.js'
import type { FolderCounts, FolderImport, FolderPlan, ImportLoss, ImportProblem, Lose } from './folderImport.js'
import { folderSchema, schemaFor } from './folderSchema.js'
import { frontOf, namesOf, ownIds, partsOf, planId, readNode } from './readNode.js'
import { loseProperties, rowValues } from './rowValues.js'
import { allNodes, type FolderNode } from './scanFolder.js'

/** Whether a file of an export repeats what other files have, such as the rows of a data source as CSV. */
const isOfExport = (file: string, nodes: ReadonlyArray<FolderNode>): boolean => {
  if (/^(pages\.(csv|jsonl)|data_sources\.jsonl|notion\.sqlite|export-losses\.jsonl)$/.test(file)) return true
  const key = file.replace(/\.(csv|jsonl)$/, '')
  return key !== file && [...allNodes(nodes)].some(([node]) => node.kind === 'data_source' && node.key === key)
}

/** What would be written. Nothing is sent. */
export const planFolder = async (job: FolderImport): Promise<FolderPlan> => {
  const counts: FolderCounts = { pages: 0, databases: 0, rows: 0, blocks: 0, files: 0, bytes: 0, requests: 0 }
  const losses: Array<ImportLoss> = []
  const problems: Array<ImportProblem> = []
  const newOptions = new Map<string, Set<string>>()
  const names = namesOf(job.nodes)
  const files = new Set<string>()
  /** The files that the front matter names. */
  const shown = new Set<string>()
  for (const { file, why } of job.leftOut) if (why !== undefined) losses.push({ file, what: 'file', why })
  const planIds = new Map([...allNodes(job.nodes)].map(([node], index) => [node, planId(index + 1)]))
  for (const [node, parent] of allNodes(job.nodes)) {
    const file = node.file ?? node.key
    const lose: Lose = (what, why, line) => losses.push({ file, what, why, ...(line !== undefined && { line }) })
    const refuse = (message: string, line?: number): void => {
      problems.push({ file, message, ...(line !== undefined && { line }) })
    }
    if (node.problem !== undefined) refuse(node.problem, 1)
    if (node.loss !== undefined) lose('front matter', node.loss, 1)
    const read = await readNode(job, node, names, (other) => planIds.get(other))
    const schema = schemaFor(job, parent, await frontOf(job, parent))
    for (const what of ['icon', 'cover'] as const) {
      const why = await pictureLoss(job.root, node, what, read.front[`notion_${what}`])
      if (why === undefined) {
        const path = resolveLink(file, String(read.front[`notion_${what}`] ?? ''))
        if (path !== undefined) shown.add(path)
      } else lose(what, why)
    }
    if (node.kind === 'data_source') {
      if (schema) refuse('a database cannot be a row of another one')
      folderSchema(read.front, lose)
      counts.databases++
      counts.requests += 2
      continue
    }
    if (schema) {
      counts.rows++
      const row = rowValues(read.front, schema, node.title, job.allowsNew, lose, refuse)
      for (const [, urls] of row.files)
        for (const url of urls) {
          const path = resolveLink(file, url)
          if (path !== undefined) shown.add(path)
        }
      for (const [property, option] of row.newOptions) {
        // A new data source gets its options from its front matter.
        if (parent) continue
        const list = newOptions.get(property) ?? new Set()
        newOptions.set(property, list)
        list.add(option)
      }
    } else {
      counts.pages++
      loseProperties(read.front, lose)
    }
    for (const { what, why, line } of read.losses)
      if (what !== 'child_page' && what !== 'child_database') lose(what, why, line)
    for (const { path, line } of read.uploads) {
      const inside = resolveLink(file, path)
      const size = await isInside(job.root, inside)
      if (size === undefined) refuse(`there is no file ${path} in the folder`, line)
      else if (inside !== undefined && !files.has(inside)) {
        files.add(inside)
        counts.files++
        counts.bytes += size
      }
    }
    const blocks = withUploads(
      read.children,
      read.uploads,
      read.uploads.map(() => planId(0)),
    )
    const parts = partsOf(
      blocks,
      ownIds(node, (child) => planIds.get(child)),
    )
    const links = read.losses.filter(({ what }) => /^child_(page|database)$/.test(what))
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
  counts.requests += counts.files * 2
  const unused = job.leftOut.flatMap(({ file, why }) =>
    why !== undefined || files.has(file) || shown.has(file) || isOfExport(file, job.nodes) ? [] : [file],
  )
  return { counts, losses, problems, newOptions, unused }
}
