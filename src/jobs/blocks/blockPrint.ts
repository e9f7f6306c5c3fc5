/**
 * Fingerprints: whether a block that was read is the one that was written.
 *
 * @internal
 */
import { isObject } from '../../core/internal/json.js'
import { field } from '../../core/internal/orUndefined.js'
import { contentHash } from '../shared/contentHash.js'

/** The text of rich text, without white space and mentions: Notion determines the text of a mention. */
const textOf = (runs: unknown): string =>
  Array.isArray(runs)
    ? runs
        .map((run) =>
          Array.isArray(run)
            ? `${textOf(run)}|`
            : (field(field(run, 'text'), 'content') ?? field(field(run, 'equation'), 'expression') ?? ''),
        )
        .join('')
        .replace(/\s/g, '')
    : ''

/** The fingerprint of a block, written or read: its type, its text and its URL, as far as Notion returns them unchanged. */
export const printOf = (type: string, content: unknown): string => {
  const { rich_text, cells, expression, url, external } = isObject(content) ? content : {}
  const address = `${url ?? field(external, 'url') ?? ''}`.replace(/\/?([?#].*)?$/s, '')
  const hash = contentHash()
  hash.add([type, textOf(rich_text ?? cells), expression, address].join('\n'))
  return hash.value()
}
