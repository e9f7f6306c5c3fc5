/** Changes the Markdown of a page without losing content. All checks come before the only write, since Notion cannot undo one. */
import { type Context, getPageMarkdown, type NotionError, updatePageMarkdown } from 'notion-fp'
import { contentHash } from './contentHash.js'
import { done, failed, type Job, type Outcome } from './outcome.js'
import { type Reference, referencesIn } from './referencesIn.js'

/** A text to replace. */
export interface MarkdownPatch {
  /** The text to replace, which the Markdown of the page must contain exactly once. */
  readonly old_str: string
  /** The replacement. */
  readonly new_str: string
}

/** Parameters of {@link patchPageMarkdown}: `patches` or `markdown`. */
export interface PatchPageMarkdownParams {
  /** The id of the page, with or without dashes, or its URL. */
  readonly page_id: string
  /** The `hash` of the content that you read. If the page now has different content, nothing is written. Default: not compared. */
  readonly expected_hash?: string | undefined
  /** The texts to replace, at most 100. */
  readonly patches?: ReadonlyArray<MarkdownPatch> | undefined
  /** The whole new content, instead of `patches`. */
  readonly markdown?: string | undefined
  /** Whether pages, databases, synced blocks and blocks that Markdown cannot write may be deleted. Default `false`. */
  readonly allow_deleting_content?: boolean | undefined
}

/** The result of {@link patchPageMarkdown}. */
export interface PatchedPage {
  /** The content after the change, as read from Notion. */
  readonly markdown: string
  /** Identifies it, for the next change. */
  readonly hash: string
  /** Whether something was written; `false` if the content already was as requested. */
  readonly changed: boolean
  /** Whether the page has exactly the requested content. Notion omits blank lines and renames languages, for example. */
  readonly exact: boolean
}

/** A change that was not made, since it would lose content, or change something else. */
export interface PatchRefusedError {
  readonly _tag: 'PatchRefusedError'
  readonly message: string
  /**
   * The reason. `changed`: the content differs from the expected one; `not_found`, `ambiguous`: a text does not occur, or more than once;
   * `deletes`: blocks would be deleted; `truncated`: the page is too long; `params`: the parameters are invalid.
   */
  readonly reason: 'changed' | 'not_found' | 'ambiguous' | 'deletes' | 'truncated' | 'params'
  /** The texts that do not occur exactly once, or the tags of the content that would be deleted. */
  readonly texts: ReadonlyArray<string>
  /** The hash of the current content; absent if it was not read. */
  readonly hash?: string
}

const refusal = (
  reason: PatchRefusedError['reason'],
  message: string,
  texts: ReadonlyArray<string>,
  hash?: string,
): { readonly _tag: 'Left'; readonly left: PatchRefusedError } =>
  failed({
    _tag: 'PatchRefusedError' as const,
    message: `patchPageMarkdown: ${message}; nothing was written`,
    reason,
    texts,
    ...(hash !== undefined && { hash }),
  })

/** The number of times that a text occurs. */
const occurrences = (text: string, part: string): number => (part === '' ? 0 : text.split(part).length - 1)

/** A text that does not occur exactly once. */
interface UnusableText {
  readonly reason: 'not_found' | 'ambiguous'
  readonly text: string
}

/**
 * The text after all patches, and the texts that do not occur exactly once, either in the current text or after the previous patches, since
 * Notion applies them one after another.
 */
const applied = (
  current: string,
  patches: ReadonlyArray<MarkdownPatch>,
): { readonly text: string; readonly wrong: ReadonlyArray<UnusableText> } => {
  const wrong: Array<UnusableText> = []
  let text = current
  for (const { old_str, new_str } of patches) {
    const counts = [occurrences(current, old_str), occurrences(text, old_str)]
    if (counts.includes(0)) wrong.push({ reason: 'not_found', text: old_str })
    else if (counts.some((count) => count > 1)) wrong.push({ reason: 'ambiguous', text: old_str })
    else text = text.split(old_str).join(new_str)
  }
  return { text, wrong }
}

const keyOf = ({ tag, id }: Reference): string => `${tag} ${id}`

/** The tags of the first text that the second one does not contain. */
const deletedTags = (before: string, after: string): ReadonlyArray<string> => {
  const remaining = new Set(referencesIn(after).map(keyOf))
  return referencesIn(before).flatMap((reference) => (remaining.has(keyOf(reference)) ? [] : [reference.text]))
}

/** The maximum number of texts that the API replaces at once. */
const MAX_PATCHES = 100

const invalidParams = ({ patches, markdown }: PatchPageMarkdownParams): string | undefined => {
  if ((patches === undefined) === (markdown === undefined)) return 'either patches or markdown is required'
  if (markdown !== undefined) return typeof markdown === 'string' ? undefined : 'markdown must be a text'
  const isList = Array.isArray(patches) && patches.length > 0 && patches.length <= MAX_PATCHES
  const isText = (value: unknown): boolean => typeof value === 'string'
  return isList && patches.every((patch) => isText(patch?.old_str) && isText(patch.new_str))
    ? undefined
    : `patches must be 1 to ${MAX_PATCHES} objects with old_str and new_str`
}

const patch = async (
  ctx: Context,
  params: PatchPageMarkdownParams,
): Promise<Outcome<PatchRefusedError | NotionError, PatchedPage>> => {
  const { page_id, expected_hash, patches, markdown, allow_deleting_content = false } = params
  const invalid = invalidParams(params)
  if (invalid !== undefined) return refusal('params', invalid, [])
  const page = await getPageMarkdown(ctx, { page_id })()
  if (page._tag === 'Left') return page
  const current = page.right.markdown
  const hash = contentHash(current)
  if (expected_hash !== undefined && expected_hash !== hash)
    return refusal('changed', 'the page has changed since it was read', [], hash)
  if (markdown !== undefined && page.right.truncated && !allow_deleting_content)
    return refusal('truncated', 'the page is too long to be read as Markdown', [], hash)
  const { wrong, text: patched } = applied(current, patches ?? [])
  const [first] = wrong
  if (first) {
    const texts = wrong.flatMap(({ reason, text }) => (reason === first.reason ? [text] : []))
    const times = first.reason === 'not_found' ? 'do not occur' : 'occur more than once'
    return refusal(first.reason, `${texts.length} of the texts ${times}`, texts, hash)
  }
  const wanted = markdown ?? patched
  const deleted = deletedTags(current, wanted)
  if (deleted.length > 0 && !allow_deleting_content)
    return refusal(
      'deletes',
      `it would delete ${deleted.length} pages, databases or blocks that Markdown cannot write`,
      deleted,
      hash,
    )
  if (wanted === current) return done({ markdown: current, hash, changed: false, exact: true })
  const deleting = { ...(allow_deleting_content && { allow_deleting_content }) }
  const written = patches
    ? await updatePageMarkdown(ctx, {
        page_id,
        type: 'update_content',
        update_content: { content_updates: [...patches], ...deleting },
      })()
    : await updatePageMarkdown(ctx, {
        page_id,
        type: 'replace_content',
        replace_content: { new_str: wanted, ...deleting },
      })()
  if (written._tag === 'Left') return written
  const after = await getPageMarkdown(ctx, { page_id })()
  if (after._tag === 'Left') return after
  const own = after.right.markdown
  return done({ markdown: own, hash: contentHash(own), changed: true, exact: own === wanted })
}

/**
 * Changes the content of a page as Markdown, if it has not changed since it was read and nothing would be lost.
 *
 * The content is read first. Nothing is written if its hash differs, if a text to replace does not occur exactly once (Notion may skip it
 * and apply the others), or if a page, a database, a synced block or a block that Markdown cannot write would be deleted. Afterwards it is
 * read again. Notion has no lock: an edit between reading and writing is still possible.
 *
 * @param ctx The context to send the requests with.
 * @param params The page, the hash of the content that was read, and the change.
 * @returns The new content and its hash, after two or three requests. Fails with `PatchRefusedError` before anything is written, or with
 * a {@link NotionError}.
 * @example
 * import { patchPageMarkdown, safePageMarkdown } from '@notion-fp/markdown/page'
 * import type { Context } from 'notion-fp'
 *
 * const correct = async (ctx: Context, page_id: string, old_str: string, new_str: string) => {
 *   const page = await safePageMarkdown(ctx, { page_id })()
 *   if (page._tag === 'Left') return page
 *   const { hash: expected_hash } = page.right
 *   return patchPageMarkdown(ctx, { page_id, expected_hash, patches: [{ old_str, new_str }] })()
 * }
 */
export const patchPageMarkdown =
  (ctx: Context, params: PatchPageMarkdownParams): Job<PatchRefusedError | NotionError, PatchedPage> =>
  () =>
    patch(ctx, params)
