/**
 * The address of a file: its host, its expiry, and its stable part.
 *
 * @internal
 */

import { field, tryTo } from '../../../core/internal/orUndefined.js'
import type { FileObject } from '../../../core/objects/file.js'
import { contentHash } from '../../shared/contentHash.js'

/** A file that can be downloaded. */
export interface FileAddress {
  readonly url: string
  /** Whether the file is hosted by Notion, so that its address expires. */
  readonly hosted: boolean
  /** When the address expires, in milliseconds since the epoch; absent if it is unknown or never expires. */
  readonly expires?: number
}

/** `20260101T000000Z` as ISO 8601. */
const signedTime = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

const urlOf = (url: string): URL | undefined => tryTo(() => new URL(url))

/** The expiry of a signed address, from its query. */
const signedUntil = (url: string): number => {
  const query = urlOf(url)?.searchParams
  return signedTime(query?.get('X-Amz-Date') ?? '') + Number(query?.get('X-Amz-Expires') ?? Number.NaN) * 1000
}

/** The address of a file; `undefined` if it is not a file, such as an emoji. */
export const addressOf = (file: FileObject | unknown): FileAddress | undefined => {
  const hosted = field(file, 'file')
  const external = field(field(file, 'external'), 'url')
  if (typeof external === 'string' && external !== '') return { url: external, hosted: false }
  const url = field(hosted, 'url')
  if (typeof url !== 'string' || url === '') return undefined
  const times = [Date.parse(`${field(hosted, 'expiry_time')}`), signedUntil(url)].filter(Number.isFinite)
  return { url, hosted: true, ...(times.length > 0 && { expires: Math.min(...times) }) }
}

/** The query parameters that sign an address, and therefore change with each read. */
const SIGNATURE = /^(x-amz-|x-goog-|signature$|expires$|policy$|key-pair-id$|awsaccesskeyid$|googleaccessid$)/i

/** The stable part of an address: for a hosted file the path, for any other everything except its signature. */
export const stableAddress = ({ url, hosted }: Pick<FileAddress, 'url' | 'hosted'>): string => {
  const parsed = urlOf(url)
  if (!parsed || parsed.protocol === 'data:') return url
  if (hosted) return parsed.pathname.slice(1)
  const query = [...parsed.searchParams].filter(([name]) => !SIGNATURE.test(name)).map((pair) => pair.join('='))
  return `${parsed.host}${parsed.pathname}${query.length > 0 ? `?${query.join('&')}` : ''}`
}

/** The maximum length of a segment of a key, in bytes: file systems allow 255. */
const MAX_SEGMENT = 120

const bytesIn = (text: string): number => new TextEncoder().encode(text).length

/** The beginning of a text that takes at most the given number of bytes. */
const beginning = (chars: ReadonlyArray<string>, most: number): ReadonlyArray<string> => {
  let left = most
  const end = chars.findIndex((char) => {
    left -= bytesIn(char)
    return left < 0
  })
  return end === -1 ? chars : chars.slice(0, end)
}

/** A segment of a path that any file system accepts. */
const safeSegment = (segment: string): string => {
  const plain = tryTo(() => decodeURIComponent(segment), segment)
  const safe = plain
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[^\p{L}\p{N} ._~@+,()=&-]/gu, (char) => encodeURIComponent(char))
    .replace(/[*()'!]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/^\.+|[. ]+$/g, (dots) => dots.replace(/\./g, '%2E').replace(/ /g, '%20'))
  if (bytesIn(safe) <= MAX_SEGMENT) return safe
  const chars = [...safe]
  // The extension is at the end.
  const end = [...beginning([...chars].reverse(), 40)].reverse()
  return `${beginning(chars, 70).join('')}~${end.join('')}`
}

/** The name of a file in its address: the last segment of the path. */
export const nameOfAddress = (url: string): string => {
  if (/^data:/i.test(url)) return 'file'
  const parsed = urlOf(url)
  const last = parsed?.pathname.split('/').filter(Boolean).at(-1) ?? parsed?.host ?? 'file'
  return tryTo(() => decodeURIComponent(last), last)
}

/**
 * The key of a file in its place: a relative path that any file system accepts, without `.` or `..`. It contains a hash of the stable part
 * of the address: so keys also differ on case-insensitive file systems, and no key is a folder of another.
 */
export const keyOf = (place: ReadonlyArray<string>, address: Pick<FileAddress, 'url' | 'hosted'>): string => {
  const hash = contentHash()
  hash.add([...place, stableAddress(address)].join('/'))
  const segments = [...place, `${hash.value()}-${nameOfAddress(address.url)}`]
  return segments.filter(Boolean).map(safeSegment).join('/')
}

/** An address for messages: without the signature of a hosted file, since anyone could read the file with it. */
export const linkOf = ({ url, hosted }: Pick<FileAddress, 'url' | 'hosted'>): string => {
  if (/^data:/i.test(url)) return `${url.slice(0, 40)}…`
  return hosted ? url.replace(/[?#].*/s, '') : url
}
