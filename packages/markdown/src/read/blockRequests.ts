/**
 * Makes the requests for blocks, within Notion's limits: what Notion would reject is written differently, and reported.
 *
 * @internal
 */
import { list, record } from '../shared/json.js'
import { isWebUrl } from './addresses.js'
import type { Reading, Request } from './reading.js'
import { MAX_EXPRESSION, type Run, runsText, textRun } from './runs.js'

/** A block of a type. */
export const block = (type: string, content: object, children: ReadonlyArray<Request> = []): Request => ({
  type,
  [type]: { ...content, ...(children.length > 0 && { children }) },
})

/** A paragraph. */
export const paragraphOf = (runs: ReadonlyArray<Run>): Request => block('paragraph', { rich_text: runs })

/** The text of a paragraph to write; `undefined` if the block is another one, or is more than its text. */
export const textOfParagraph = (request: Request | undefined): ReadonlyArray<Run> | undefined => {
  const content = record(request?.paragraph)
  if (request?.type !== 'paragraph' || content.children !== undefined || content.color !== undefined) return undefined
  return list(content.rich_text).map(record)
}

/** A block with a file: at a web address, or to upload. */
export const fileBlock = (
  type: string,
  url: string,
  caption: ReadonlyArray<Run>,
  line: number | undefined,
  { options, waiting, lose }: Reading,
  name = '',
): Request => {
  const written = options.files?.({ url, text: runsText(caption), ...(line !== undefined && { line }) }) ?? url
  const more = { ...(caption.length > 0 && { caption }), ...(name !== '' && { name }) }
  if (isWebUrl(written)) return block(type, { type: 'external', external: { url: written }, ...more })
  if (/^https?:/i.test(written))
    lose(line, 'file', 'its address is not valid, or longer than 2000 characters; it becomes an upload')
  const request = block(type, { type: 'file_upload', file_upload: { id: '' }, ...more })
  waiting.set(request, { path: decoded(written), line })
  return request
}

const decoded = (path: string): string => {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}

/** A table of rows of texts. Short rows are filled up. */
export const tableBlock = (
  rows: ReadonlyArray<ReadonlyArray<ReadonlyArray<Run>>>,
  hasColumnHeader: boolean,
  hasRowHeader = false,
): Request => {
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 1)
  return block(
    'table',
    { table_width: width, has_column_header: hasColumnHeader, has_row_header: hasRowHeader },
    (rows.length > 0 ? rows : [[]]).map((cells) => ({
      type: 'table_row',
      table_row: { cells: Array.from({ length: width }, (_, at) => cells[at] ?? []) },
    })),
  )
}

/** Code of a language of Notion. */
export const codeBlock = (value: string, language: string): Request =>
  block('code', { rich_text: value === '' ? [] : [textRun(value, {})], language })

/** An equation; one that is too long for Notion is LaTeX code. */
export const equationBlock = (expression: string, line: number | undefined, { lose }: Reading): Request => {
  if (expression.length <= MAX_EXPRESSION) return block('equation', { expression })
  lose(line, 'equation', `Notion accepts ${MAX_EXPRESSION} characters; written as LaTeX code`)
  return codeBlock(expression, 'latex')
}
