/** Writes the content of a page of a folder, and its properties that refer to other pages and to files. */
import {
  type Context,
  deleteBlock,
  type FileValueRequest,
  getBlockChildren,
  iterate,
  type PropertyValueRequest,
  type PropertyValuesRequest,
  updatePage,
} from 'notion-fp'
import { appendTree, type BlockTreeRequest, withUploads } from 'notion-fp/blocks'
import { fileOf } from 'notion-fp/files'
import type { Failure } from '../errors/failure.js'
import { ok, type Result } from '../errors/result.js'
import { resolveLink } from '../names/links.js'
import { hashFile } from '../store/hashFile.js'
import type { Schema } from '../values/findProperty.js'
import { endsImport } from './endsImport.js'
import { isInside } from './folderFiles.js'
import { filePath } from './folderImport.js'
import { ownIds, partsOf, readNode } from './readNode.js'
import { rowValues } from './rowValues.js'
import type { FolderNode, Front } from './scanFolder.js'
import { keepUploads, uploadOnce } from './uploads.js'
import { isStopped, loseOf, noteFailure, schemaAround, type Writing } from './writing.js'

/** Deletes content that an earlier run wrote but was stopped before it recorded that. */
const clear = async (ctx: Context, page_id: string): Promise<Result<void>> => {
  const written: Array<string> = []
  for await (const one of iterate(getBlockChildren)(ctx, { block_id: page_id })) {
    if (one._tag === 'Left') return one
    if (!/^child_/.test(one.right.type)) written.push(one.right.id)
  }
  for (const block_id of written) {
    const deleted = await deleteBlock(ctx, { block_id })()
    if (deleted._tag === 'Left' && deleted.left._tag !== 'NotFoundError') return deleted
  }
  return ok(undefined)
}

/** Uploads a file that a page refers to, and records a failure. */
const uploadFor = async (
  run: Writing,
  node: FolderNode,
  url: string,
): Promise<{ readonly id: string | undefined; readonly isWhole: boolean }> => {
  const path = resolveLink(node.file ?? '', url)
  if ((await isInside(run.job.root, path)) === undefined) return { id: undefined, isWhole: true }
  const uploaded = await uploadOnce(run, path ?? '')
  if (uploaded._tag === 'Right') return { id: uploaded.right, isWhole: true }
  noteFailure(run, node, uploaded.left)
  return { id: undefined, isWhole: false }
}

/** Writes blocks between the child pages, which already exist. */
const appendParts = async (
  run: Writing,
  node: FolderNode,
  page_id: string,
  blocks: ReadonlyArray<BlockTreeRequest>,
): Promise<Result<void>> => {
  const { job, ids, counts } = run
  const own = ownIds(node, (child) => ids.get(child))
  for (const { after, blocks: children } of partsOf(blocks, own)) {
    if (children.length === 0) continue
    const first = node.children.length > 0 && after === undefined
    const appended = await appendTree(job.ctx, {
      block_id: page_id,
      children,
      ids: 'first_level',
      signal: job.session.signal,
      ...(first && { position: { type: 'start' } }),
      ...(after !== undefined && { position: { type: 'after_block', after_block: { id: after } } }),
    })()
    if (appended._tag === 'Left') {
      const { left } = appended
      const cause: Failure = left._tag === 'PartialAppendError' ? left.cause : left
      return { _tag: 'Left', left: endsImport(cause) ? cause : left }
    }
    counts.blocks += appended.right.blocks
    counts.requests += appended.right.requests
  }
  return ok(undefined)
}

/** The relations and files of a row. */
const referringProperties = async (
  run: Writing,
  node: FolderNode,
  front: Front,
  schema: Schema,
  isOfFolder: boolean,
): Promise<{ readonly properties: PropertyValuesRequest; readonly isWhole: boolean }> => {
  const lose = loseOf(run, node)
  const nothing = (): void => undefined
  const { relations, files } = rowValues(front, schema, node.title, run.job.allowsNew, nothing, nothing)
  const properties: { [name: string]: PropertyValueRequest } = {}
  let isWhole = true
  for (const [name, former] of relations) {
    const related = former.flatMap((id) => run.formerIds.get(id) ?? (isOfFolder ? [] : [id]))
    if (related.length < former.length)
      lose(`property ${name}`, `${former.length - related.length} related pages are not in the folder`)
    properties[name] = { relation: related.map((id) => ({ id })) }
  }
  for (const [name, urls] of files) {
    const list: Array<FileValueRequest> = []
    for (const url of urls) {
      const isExternal = /^https?:\/\//.test(url)
      const uploaded = isExternal ? undefined : await uploadFor(run, node, url)
      if (uploaded?.isWhole === false) isWhole = false
      const label = url.slice(url.lastIndexOf('/') + 1)
      if (uploaded?.id !== undefined) list.push(fileOf({ id: uploaded.id }, { name: label }))
      else if (isExternal) list.push({ name: label.slice(0, 100) || 'file', type: 'external', external: { url } })
      else if (uploaded?.isWhole !== false) lose(`property ${name}`, `there is no file ${url} in the folder`)
    }
    properties[name] = { files: list }
  }
  return { properties, isWhole }
}

/** Writes the content of a page, unless an earlier run has written the same. */
export const writeContent = async (run: Writing, node: FolderNode, parent: FolderNode | undefined): Promise<void> => {
  const { job, journal, names, ids, sources } = run
  const page_id = ids.get(node)
  if (page_id === undefined || node.kind === 'data_source') return
  const state = await journal.get(`d:${node.key}`)
  // The hash, so that a file that was edited since is written again.
  const done = node.file === undefined ? 'done' : await hashFile(filePath(job.root, node.file))
  if (state === done) return
  const read = await readNode(job, node, names, (other) => ids.get(other))
  if (state !== undefined) {
    const cleared = await clear(job.ctx, page_id)
    if (cleared._tag === 'Left') return noteFailure(run, node, cleared.left)
  }
  const uploads: Array<string | undefined> = []
  let isWhole = true
  for (const { path } of read.uploads) {
    const uploaded = await uploadFor(run, node, path)
    uploads.push(uploaded.id)
    isWhole &&= uploaded.isWhole
  }
  // If a file could not be uploaded, the next run writes the page.
  if (isStopped(run) || !isWhole) return
  await journal.put(`d:${node.key}`, 'begun')
  const appended = await appendParts(run, node, page_id, withUploads(read.children, read.uploads, uploads))
  if (appended._tag === 'Left') return noteFailure(run, node, appended.left)
  const schema = schemaAround(run, parent)
  if (schema) {
    const isOfFolder = parent !== undefined && sources.has(parent)
    const { properties, isWhole: isAll } = await referringProperties(run, node, read.front, schema, isOfFolder)
    isWhole = isAll
    if (Object.keys(properties).length > 0) {
      const updated = await updatePage(job.ctx, { page_id, properties })()
      if (updated._tag === 'Left') return noteFailure(run, node, updated.left)
    }
  }
  await keepUploads(run, node, read.uploads)
  // If a file could not be uploaded, the next run writes the page again.
  if (isWhole) await journal.put(`d:${node.key}`, done)
}
