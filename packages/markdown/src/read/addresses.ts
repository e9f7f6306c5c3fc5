/**
 * Addresses that Notion accepts.
 *
 * @internal
 */
import { excerpt } from '../shared/excerpt.js'
import type { Reading } from './reading.js'

const MAX_URL = 2000
/** An address, also without its scheme, or a path within Notion. */
const LINK = /^([a-z][a-z\d+.-]*:\S|\/[^/]|[\w-]+(\.[\w-]+)+([/?#:]|$))/i
const SCHEME = /^[a-z][a-z\d+.-]*:/i
const WEB = /^https?:\/\/[^\s/]/i

/** Whether an address can be parsed. Notion rejects the whole request if one cannot, such as `http://localhost:port`. */
const isUrl = (url: string): boolean => {
  try {
    return new URL(url).href !== ''
  } catch {
    return false
  }
}

/** Whether Notion accepts an address of a link. */
export const isLink = (url: string): boolean =>
  url.length <= MAX_URL && LINK.test(url) && (!SCHEME.test(url) || isUrl(url)) && !/^[\w-]+\.mdx?([?#]|$)/i.test(url)

/** Whether Notion accepts an address of a file. */
export const isWebUrl = (url: string): boolean => url.length <= MAX_URL && WEB.test(url) && isUrl(url)

/** The id at the end of an address in Notion, with dashes; `undefined` if there is none. */
export const dashedIdIn = (url: string): string | undefined => {
  const found = /(?:^|[/-])([\da-f]{32}|[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})(?:[?#].*)?$/i.exec(url)?.[1]
  return found
    ?.replaceAll('-', '')
    .toLowerCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** The address of a link as it can be written; `undefined` if it cannot, which is reported. */
export const linkUrl = (href: string, line: number | undefined, { options, lose }: Reading): string | undefined => {
  const given = options.links?.(href)
  const url = typeof given === 'string' ? given : href
  if (isLink(url)) return url
  lose(
    line,
    'link',
    `Notion accepts valid web addresses of at most ${MAX_URL} characters; the text remains without ${excerpt(url)}`,
  )
  return undefined
}
