/**
 * Files and links of blocks.
 *
 * @internal
 */
import type { Block } from 'notion-fp'
import { contentOf, isRecord, type JsonObject, record, text } from './json.js'
import { messageOf } from './messageOf.js'
import type { LinkPlace, LinkTarget, Lose, PrintedFile, PrintOptions } from './printOptions.js'

/** The last part of the path of a URL, decoded; empty if there is none. */
export const nameInUrl = (url: string): string => {
  const last = /([^/?#]*)(?:[?#]|$)/.exec(url.replace(/^[a-z][a-z\d+.-]*:\/\/[^/?#]*/i, ''))?.[1] ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** The URL of a page, database or comment in Notion. */
export const notionUrl = (id: string): string => `https://www.notion.so/${id.replaceAll('-', '')}`

/** A result of a callback, which may throw. */
export const called = <A>(work: () => A | undefined, lose: Lose, what: string): A | undefined => {
  try {
    return work()
  } catch (thrown) {
    lose(what, `the callback failed: ${messageOf(thrown)}`)
    return undefined
  }
}

/** The path or URL to write for the file of a block; empty if it has none. */
export const fileUrl = (block: Block, { files }: PrintOptions, lose: Lose): { url: string; name: string } => {
  const content = contentOf(block)
  const file = fileIn(block, content)
  if (!file) {
    lose('file', 'the block has no URL')
    return { url: '', name: text(content.name) }
  }
  const written = files && called(() => files(file), lose, 'file')
  if (typeof written !== 'string' && file.expiry_time !== undefined)
    lose('file', `its URL expires at ${file.expiry_time}; return the path of a copy from \`files\``)
  return { url: typeof written === 'string' ? written : file.url, name: file.name }
}

const fileIn = (block: Block, content: JsonObject): PrintedFile | undefined => {
  const hosted = record(content.file)
  const held = isRecord(content.file) ? hosted : isRecord(content.external) ? content.external : content
  const url = text(held.url)
  if (url === '') return undefined
  return {
    block,
    url,
    ...(typeof hosted.expiry_time === 'string' && { expiry_time: hosted.expiry_time }),
    name: text(content.name) || nameInUrl(url),
  }
}

/** The target of a link to a page, and its text. */
export const linkPlace = (
  target: LinkTarget,
  { links }: PrintOptions,
  lose: Lose,
): LinkPlace & { readonly isOwn: boolean } => {
  const given = links && called(() => links(target), lose, 'link')
  const place = typeof given === 'string' ? { href: given } : given
  const isOwn = typeof place?.href === 'string'
  return {
    href: isOwn && place ? place.href : notionUrl(target.id),
    title: text(place?.title) || target.title || target.id,
    isOwn,
  }
}
