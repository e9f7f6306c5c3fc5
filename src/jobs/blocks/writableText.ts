/**
 * Converts rich text and icons that were read for writing.
 *
 * @internal
 */
import { isRecord, type JsonObject } from '../../core/internal/json.js'
import { field } from '../../core/internal/orUndefined.js'
import { splitText } from '../../props/splitText.js'

/** Reports what is lost, and why. */
export type Lose = (what: string, why: string) => void

/** The maximum number of runs, and the maximum lengths of texts, URLs and expressions. */
const MAX_RUNS = 100
const MAX_TEXT = 2000
const MAX_URL = 2000
const MAX_EXPRESSION = 1000

const COLOR = /^(default|gray|brown|orange|yellow|green|blue|purple|pink|red)(_background)?$/
/** The links that Notion accepts: an address, with or without its scheme, or a path within Notion. */
const LINK = /^([a-z][a-z\d+.-]*:\S|\/|[\w-]+(\.[\w-]+)+([/?#:]|$))/i
const WEB = /^https?:\/\/\S/i

/** Whether Notion accepts the length and the form of a URL. */
export const isUrl = (url: unknown, form: RegExp = /\S/): url is string =>
  typeof url === 'string' && url.length <= MAX_URL && form.test(url)

/** Whether Notion accepts a URL as the address of an image. */
export const isWebUrl = (url: unknown): url is string => isUrl(url, WEB)

/** Whether Notion accepts an expression. */
export const isExpression = (expression: unknown): expression is string =>
  typeof expression === 'string' && expression.length <= MAX_EXPRESSION

/** A color, unless it is the default one. */
export const writableColor = (color: unknown, lose: Lose): { readonly color?: string } => {
  if (typeof color !== 'string' || color === 'default') return {}
  if (COLOR.test(color)) return { color }
  lose('color', `the API does not accept the color ${color}`)
  return {}
}

/** The annotations that are not plain; `undefined` if all are. */
const styleOf = (annotations: unknown, lose: Lose): { readonly annotations?: object } => {
  if (!isRecord(annotations)) return {}
  const on = Object.entries(annotations).filter(([, value]) => value === true)
  const style = { ...Object.fromEntries(on), ...writableColor(annotations.color, lose) }
  return Object.keys(style).length > 0 ? { annotations: style } : {}
}

/** A mention converted for writing; `undefined` if it cannot be written. */
const writableMention = (mention: unknown): object | undefined => {
  const type = `${field(mention, 'type')}`
  const value = field(mention, type)
  if (!isRecord(value)) return undefined
  if (/^(user|page|database|custom_emoji)$/.test(type)) {
    return typeof value.id === 'string' ? { [type]: { id: value.id } } : undefined
  }
  if (type === 'date') {
    const { start, end, time_zone } = value
    return { date: { start, ...(end != null && { end }), ...(time_zone != null && { time_zone }) } }
  }
  const { type: kind } = value
  const isTemplate = type === 'template_mention' && /^template_mention_(date|user)$/.test(`${kind}`)
  return isTemplate ? { template_mention: { type: kind, [`${kind}`]: value[`${kind}`] } } : undefined
}

/** Plain text in runs that are not too long. */
const textRuns = (content: string, url: unknown, style: object, lose: Lose): ReadonlyArray<JsonObject> => {
  const isLink = isUrl(url, LINK)
  if (typeof url === 'string' && !isLink) lose('link', 'the API does not accept the address; the text remains')
  const pieces = content.length > MAX_TEXT ? splitText(content) : content === '' ? [] : [content]
  return pieces.map((piece) => ({
    type: 'text',
    text: { content: piece, ...(isLink && { link: { url } }) },
    ...style,
  }))
}

const writableRun = (run: unknown, lose: Lose): ReadonlyArray<JsonObject> => {
  if (!isRecord(run)) return []
  const { type, text, equation, mention, href } = run
  const plain = typeof run.plain_text === 'string' ? run.plain_text : ''
  const style = styleOf(run.annotations, lose)
  if (type === 'text' && isRecord(text)) {
    return textRuns(typeof text.content === 'string' ? text.content : plain, field(text.link, 'url'), style, lose)
  }
  const expression = field(equation, 'expression')
  if (type === 'equation' && isExpression(expression)) return [{ type, equation: { expression }, ...style }]
  const written = type === 'mention' ? writableMention(mention) : undefined
  if (written) return [{ type, mention: written, ...style }]
  lose(
    type === 'mention' ? `mention of type ${field(mention, 'type')}` : `${type}`,
    'the API cannot create it; written as text',
  )
  return textRuns(plain, href ?? undefined, style, lose)
}

/** Rich text converted for writing, with any number of runs. */
export const writableRuns = (runs: unknown, lose: Lose): ReadonlyArray<JsonObject> =>
  Array.isArray(runs) ? runs.flatMap((run) => writableRun(run, lose)) : []

/** Rich text that cannot continue in another block: the runs from the 100th on become one. */
export const writableCaption = (runs: unknown, lose: Lose): ReadonlyArray<JsonObject> => {
  const written = writableRuns(runs, lose)
  if (written.length <= MAX_RUNS) return written
  lose(
    'text',
    `the API accepts ${MAX_RUNS} runs; the last ones are written as plain text, of at most ${MAX_TEXT} characters`,
  )
  const rest = written
    .slice(MAX_RUNS - 1)
    .map((run) => field(run.text, 'content') ?? field(run.equation, 'expression') ?? '')
  const [content = ''] = splitText(rest.join(''))
  return [...written.slice(0, MAX_RUNS - 1), { type: 'text', text: { content } }]
}

/** A file or an icon converted for writing, with the details of a file to upload. */
export interface WritableFile {
  readonly request: JsonObject
  /** The hosted file, if it must be uploaded again. */
  readonly hosted?: { readonly url: string; readonly expiry_time: string }
}

/** A file converted for writing. A hosted file becomes an upload without id. */
export const writableFile = (file: unknown, accepts: (url: unknown) => url is string): WritableFile | undefined => {
  const type = field(file, 'type')
  const url = field(field(file, `${type}`), 'url')
  if (type === 'external' && accepts(url)) return { request: { type, external: { url } } }
  if (type !== 'file' || typeof url !== 'string') return undefined
  const expiry_time = `${field(field(file, 'file'), 'expiry_time') ?? ''}`
  return { request: { type: 'file_upload', file_upload: { id: '' } }, hosted: { url, expiry_time } }
}

/** An icon converted for writing; `undefined` if it cannot be written. */
export const writableIcon = (icon: unknown): WritableFile | undefined => {
  const type = field(icon, 'type')
  const value = field(icon, `${type}`)
  if (type === 'emoji' && typeof value === 'string') return { request: { type, emoji: value } }
  if (type === 'custom_emoji' && isRecord(value)) return { request: { type, custom_emoji: { id: value.id } } }
  if (type === 'icon' && isRecord(value)) {
    const { name, color } = value
    return { request: { type, icon: { name, ...(color !== undefined && { color }) } } }
  }
  return writableFile(icon, isWebUrl)
}
