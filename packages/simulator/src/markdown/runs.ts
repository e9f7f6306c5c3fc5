import { asArray, asObject, asString, type Json, type JsonObject } from '../json.js'
import { attributesOf, colorWord } from './attributes.js'

const escaped = (text: string): string =>
  text.replaceAll(/[\\`*~$[\]<>{}|^]|__/g, (sign) => `\\${sign}`).replaceAll('\n', '<br>')

const wrapped = (text: string, mark: Json | undefined, around: string): string =>
  mark === true ? `${around}${text}${around}` : text

const urlOf = (id: Json | undefined): string => `https://www.notion.so/${asString(id).replaceAll('-', '')}`

const mentionText = (mention: JsonObject, label: string): string => {
  const type = asString(mention.type)
  const value = asObject(mention[type])
  if (type === 'date') {
    const day = (key: string): string | undefined =>
      typeof value[key] === 'string' ? asString(value[key]).slice(0, 10) : undefined
    return `<mention-date${attributesOf({ start: day('start'), end: day('end') })}/>`
  }
  if (type === 'user')
    return `<mention-user${attributesOf({ url: `user://${asString(value.id)}` })}>${label.replace(/^@/, '')}</mention-user>`
  if (type === 'page' || type === 'database')
    return `<mention-${type}${attributesOf({ url: urlOf(value.id) })}>${label}</mention-${type}>`
  return escaped(label)
}

const content = (run: JsonObject): string => {
  const text = asString(run.plain_text)
  if (run.type === 'equation') return `$${text}$`
  if (run.type === 'mention') return mentionText(asObject(run.mention), text)
  return asObject(run.annotations).code === true && !text.includes('`') ? `\`${text}\`` : escaped(text)
}

const runText = (run: JsonObject): string => {
  const { bold, italic, strikethrough, underline, color } = asObject(run.annotations)
  const marked = wrapped(wrapped(wrapped(content(run), italic, '*'), bold, '**'), strikethrough, '~~')
  const linked = run.type === 'text' && typeof run.href === 'string' ? `[${marked}](${run.href})` : marked
  const told = attributesOf({ underline: underline === true ? 'true' : undefined, color: colorWord(color) })
  return told === '' ? linked : `<span${told}>${linked}</span>`
}

/** Rich text, as the API answers it, as one line of Markdown. */
export const runsText = (value: Json | undefined): string =>
  asArray(value)
    .map((run) => runText(asObject(run)))
    .join('')

/** The same at the beginning of a line, where some signs would make it something else. */
export const lineText = (value: Json | undefined): string =>
  runsText(value).replace(/^(\s*)([#>+-]|\d+\.)(?=\s|$)/, (_, space: string, sign: string) =>
    /\d/.test(sign) ? `${space}${sign.slice(0, -1)}\\.` : `${space}\\${sign}`,
  )
