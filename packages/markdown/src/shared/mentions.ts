/**
 * What a mention is in plain words.
 *
 * @internal
 */
import { type JsonObject, record, text } from './json.js'
import type { LinkTarget } from './printOptions.js'

/** The mentioned page or database; `undefined` if the mention is of another kind. */
export const mentionedTarget = (mention: JsonObject, title: string): LinkTarget | undefined => {
  const { type } = mention
  if (type !== 'page' && type !== 'database') return undefined
  return { type, id: text(record(mention[type]).id), ...(title !== '' && { title }) }
}

/** The address of a mentioned web page; empty if the mention is of another kind. */
export const mentionedUrl = (mention: JsonObject): string => {
  const value = record(mention[text(mention.type)])
  return mention.type === 'link_mention' ? text(value.href) : mention.type === 'link_preview' ? text(value.url) : ''
}

/** The words for a mention that has no text of its own. */
export const mentionWords = (mention: JsonObject, plain: string): string => {
  if (plain !== '') return plain
  const value = record(mention[text(mention.type)])
  if (mention.type === 'date') return [value.start, value.end].map(text).filter(Boolean).join(' → ')
  if (mention.type === 'custom_emoji') return `:${text(value.name) || 'emoji'}:`
  if (mention.type === 'user') return `@${text(value.name) || text(value.id)}`
  return mentionedUrl(mention) || text(value.title) || `@${text(mention.type) || 'mention'}`
}
