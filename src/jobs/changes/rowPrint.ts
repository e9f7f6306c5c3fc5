/**
 * Fingerprints of rows and content, to detect changes.
 *
 * @internal
 */
import { isObject, isRecord } from '../../core/internal/json.js'
import { tryTo } from '../../core/internal/orUndefined.js'
import { contentHash } from '../shared/contentHash.js'

/** Fields that differ from read to read, unless they are objects: then they are properties with such a name. */
const FLEETING: ReadonlyArray<string> = ['expiry_time', 'request_id', 'requests', 'maybe_edited_while_read']

/** Without what differs from read to read: the order of fields, and the signatures of the URLs of files in Notion. */
const stable = (_: string, value: unknown): unknown => {
  if (!isRecord(value)) return value
  const isSigned = typeof value.expiry_time === 'string'
  return Object.fromEntries(
    Object.keys(value)
      .filter((name) => !FLEETING.includes(name) || isObject(value[name]))
      .sort()
      .map((name) => {
        const part = value[name]
        return [name, isSigned && name === 'url' && typeof part === 'string' ? part.split('?')[0] : part]
      }),
  )
}

/** The fingerprint of JSON that was read: a row, or the tree of its blocks. */
export const printOfJson = (value: unknown): string => {
  const hash = contentHash()
  hash.add(tryTo(() => JSON.stringify(isObject(value) ? value : null, stable), ''))
  return hash.value()
}
