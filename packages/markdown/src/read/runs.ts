/**
 * Rich text to write.
 *
 * @internal
 */
import { isRecord, type JsonObject, record, text } from '../shared/json.js'

/** The style of a text. */
export interface Style {
  readonly bold?: boolean
  readonly italic?: boolean
  readonly strikethrough?: boolean
  readonly underline?: boolean
  readonly code?: boolean
  readonly color?: string
  readonly url?: string
}

/** A rich text object to write. */
export type Run = JsonObject

const annotationsOf = ({ url: _, ...annotations }: Style): JsonObject =>
  Object.keys(annotations).length > 0 ? { annotations } : {}

/** Text with a style. */
export const textRun = (content: string, style: Style): Run => ({
  type: 'text',
  text: { content, ...(style.url !== undefined && { link: { url: style.url } }) },
  ...annotationsOf(style),
})

/** The maximum length of an equation in Notion. */
export const MAX_EXPRESSION = 1000

/** An equation with a style. */
export const equationRun = (expression: string, style: Style): Run => ({
  type: 'equation',
  equation: { expression },
  ...annotationsOf(style),
})

/** A mention with a style. */
export const mentionRun = (mention: JsonObject, style: Style): Run => ({
  type: 'mention',
  mention,
  ...annotationsOf(style),
})

const styleKey = (run: Run): string => {
  const { bold, italic, strikethrough, underline, code, color } = record(run.annotations)
  return JSON.stringify([bold, italic, strikethrough, underline, code, color, record(record(run.text).link).url])
}

/** The plain text of runs. */
export const runsText = (runs: ReadonlyArray<Run>): string =>
  runs.map((run) => text(record(run.text).content) || text(record(run.equation).expression)).join('')

/** The runs without empty ones; adjacent runs with the same style are joined. */
export const joinRuns = (runs: ReadonlyArray<Run>): ReadonlyArray<Run> => {
  const out: Array<Run> = []
  let pieces: Array<string> = []
  let first: Run | undefined
  let key = ''
  const end = (): void => {
    if (first)
      out.push(pieces.length === 1 ? first : { ...first, text: { ...record(first.text), content: pieces.join('') } })
    first = undefined
    pieces = []
  }
  for (const run of runs) {
    if (!isRecord(run.text)) {
      end()
      out.push(run)
      continue
    }
    const content = text(run.text.content)
    if (content === '') continue
    const own = styleKey(run)
    if (!first || own !== key) {
      end()
      first = run
      key = own
    }
    pieces.push(content)
  }
  end()
  return out
}

/** The runs without white space at the start and the end. */
export const trimRuns = (runs: ReadonlyArray<Run>): ReadonlyArray<Run> => {
  const joined = joinRuns(runs)
  const isBlank = (run: Run | undefined): boolean => isRecord(run?.text) && text(run.text.content).trim() === ''
  let [from, to] = [0, joined.length]
  while (from < to && isBlank(joined[from])) from++
  while (to > from && isBlank(joined[to - 1])) to--
  return joined.slice(from, to).map((run, at, { length }) => {
    if (!isRecord(run.text)) return run
    const content = text(run.text.content)
    const start = at === 0 ? content.trimStart() : content
    return { ...run, text: { ...run.text, content: at === length - 1 ? start.trimEnd() : start } }
  })
}
