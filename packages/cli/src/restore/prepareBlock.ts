/** A block of the backup as it can be written now: what it links to may not exist yet, or may never exist. */
import type { Block } from 'notion-fp'
import { refersTo } from 'notion-fp/blocks'
import type { StoredFile } from '../backup/records.js'
import { unsafeCast } from '../unsafeCast.js'
import { field, type Json } from '../values/json.js'
import type { RestoreRun } from './restoreRun.js'
import { syncedFrom } from './syncedFrom.js'
import { contentHash } from './uploadContent.js'
import { withLinks } from './withLinks.js'

const compact = (id: string): string => id.replaceAll('-', '')

/** A paragraph in place of a block. */
export const paragraphOf = (block: Pick<Block, 'id'>, rich_text: unknown): Block =>
  // It has only what the conversion reads of a block; the conversion checks the text.
  unsafeCast({ object: 'block', id: block.id, type: 'paragraph', has_children: false, paragraph: { rich_text } })

const textOf = (content: string): ReadonlyArray<Json> => [
  { type: 'text', text: { content, link: null }, plain_text: content },
]

/** The URL of a file that Notion hosts. */
export const hostedUrl = (file: unknown): string | undefined => {
  const url = field(field(file, 'file'), 'url')
  return field(file, 'type') === 'file' && typeof url === 'string' ? url : undefined
}

/** A block as it can be written now, and whether the second pass has to update it. */
export interface Prepared {
  readonly block: Block
  readonly dropsChildren: boolean
  readonly isPending: boolean
}

const prepareSynced = (run: RestoreRun, block: Block): Prepared | undefined => {
  const from = block.type === 'synced_block' ? syncedFrom(block) : undefined
  if (from === undefined) return undefined
  const { state, outline } = run
  const original = outline.originalOf(from)
  if (original === block.id) {
    state.lose({
      kind: 'block synced_block',
      what: 'synced_from',
      why: 'the original is not in the backup; the copy becomes an original',
      of: block.id,
    })
    const content = { ...Object(field(block, 'synced_block')), synced_from: null }
    // A synced block with changed content.
    return { block: unsafeCast<Block>({ ...block, synced_block: content }), dropsChildren: false, isPending: false }
  }
  const to = original === undefined ? undefined : state.to(original)
  if (to === undefined) return { block: paragraphOf(block, []), dropsChildren: true, isPending: original !== undefined }
  const copy = { ...block, synced_block: { synced_from: { type: 'block_id', block_id: to } } }
  // As above.
  return { block: unsafeCast<Block>(copy), dropsChildren: true, isPending: false }
}

const prepareLink = (run: RestoreRun, block: Block): Prepared | undefined => {
  if (block.type !== 'link_to_page') return undefined
  const content = field(block, 'link_to_page')
  const id = String(field(content, String(field(content, 'type'))))
  const isComment = field(content, 'type') === 'comment_id'
  if (!isComment && (run.state.to(id) !== undefined || run.reach.outside(id))) return undefined
  const why = isComment ? 'a link to a comment cannot be written' : 'what it leads to cannot be seen; written as text'
  run.state.lose({ kind: 'block link_to_page', what: 'link', why, of: block.id })
  return { block: paragraphOf(block, textOf(id)), dropsChildren: true, isPending: false }
}

const withoutMissingFile = (run: RestoreRun, block: Block, files: ReadonlyArray<StoredFile>): Block => {
  const content = field(block, block.type)
  const url = hostedUrl(content)
  if (url !== undefined && contentHash(files, url) === undefined) {
    const name = String(field(content, 'name') ?? decodeURIComponent(/([^/?#]*)(?:[?#].*)?$/s.exec(url)?.[1] ?? ''))
    run.state.lose({
      kind: `block ${block.type}`,
      what: 'file',
      why: 'the backup does not have the file; its name is written instead',
      of: block.id,
    })
    return paragraphOf(block, textOf(name))
  }
  const icon = hostedUrl(field(content, 'icon'))
  if (icon === undefined || contentHash(files, icon) !== undefined) return block
  run.state.lose({ kind: `block ${block.type}`, what: 'icon', why: 'the backup does not have the file', of: block.id })
  const { icon: _, ...rest } = Object(content)
  // The icon of a block is optional.
  return unsafeCast<Block>({ ...block, [block.type]: rest })
}

/** The blocks that links may lead to and that are not written yet, mapped to an id that no block has. */
export const unwritten = ({ outline, state }: RestoreRun): ReadonlyMap<string, string> =>
  new Map([...outline.wanted].filter((id) => state.to(id) === undefined).map((id) => [compact(id), '0'.repeat(32)]))

/** Prepares a block. */
export const prepareBlock = (
  run: RestoreRun,
  block: Block,
  files: ReadonlyArray<StoredFile>,
  later: ReadonlyMap<string, string>,
): Prepared => {
  const special = prepareSynced(run, block) ?? prepareLink(run, block)
  if (special) return special
  const content = field(block, block.type)
  const isPending = later.size > 0 && refersTo(content, later)
  const linked = withLinks(run, content, block.id, `block ${block.type}`)
  // `withLinks` changes only the rich text, which the compiler cannot infer through a computed key.
  const whole = withoutMissingFile(run, unsafeCast<Block>({ ...block, [block.type]: linked }), files)
  return { block: whole, dropsChildren: whole.type !== block.type, isPending }
}
