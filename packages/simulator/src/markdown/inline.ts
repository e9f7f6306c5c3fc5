import type { Json, JsonObject } from '../json.js'

const MARK = /\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|`([^`]+)`|\[([^\]]*)\]\(([^)\s]+)\)|\*(.+?)\*|\$([^$\n]+)\$/

interface Style {
  readonly annotations: JsonObject
  readonly url: string | undefined
}

const LIMIT = 2000

const plain = (content: string, { annotations, url }: Style): ReadonlyArray<Json> => {
  if (content === '') return []
  const run: JsonObject = {
    text: { content: content.slice(0, LIMIT), link: url === undefined ? null : { url } },
    annotations,
  }
  return content.length <= LIMIT ? [run] : [run, ...plain(content.slice(LIMIT), { annotations, url })]
}

const styled = (style: Style, mark: string): Style => ({
  ...style,
  annotations: { ...style.annotations, [mark]: true },
})

const inner = (match: RegExpExecArray, style: Style): ReadonlyArray<Json> => {
  const [, strong, underlined, struck, code, label, url, italic, expression] = match
  const bold = strong ?? underlined
  if (bold !== undefined) return runs(bold, styled(style, 'bold'))
  if (struck !== undefined) return runs(struck, styled(style, 'strikethrough'))
  if (code !== undefined) return plain(code, styled(style, 'code'))
  if (url !== undefined) return runs(label ?? url, { ...style, url })
  if (italic !== undefined) return runs(italic, styled(style, 'italic'))
  return [{ equation: { expression: expression ?? '' }, annotations: style.annotations }]
}

const runs = (text: string, style: Style): ReadonlyArray<Json> => {
  const found: Array<Json> = []
  let rest = text
  for (let match = MARK.exec(rest); match !== null; match = MARK.exec(rest)) {
    found.push(...plain(rest.slice(0, match.index), style), ...inner(match, style))
    rest = rest.slice(match.index + match[0].length)
  }
  return [...found, ...plain(rest, style)]
}

/** Unmarked rich text, in runs of at most 2,000 characters. */
export const plainRuns = (text: string): ReadonlyArray<Json> => plain(text, { annotations: {}, url: undefined })

/** Rich text, as a request carries it, of one line of Markdown. */
export const inline = (text: string): ReadonlyArray<Json> => runs(text, { annotations: {}, url: undefined })
