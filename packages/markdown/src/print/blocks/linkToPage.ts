/** A link to a page, database or comment. Notion's API cannot write one from Markdown, so its dialect gets a mention. */
import { text } from '../../shared/json.js'
import { linkPlace } from '../../shared/targets.js'
import { address, attributes, labelText, notionText } from '../inline/notionInline.js'
import type { Printer } from '../printer.js'
import { pageLink } from './pageLinks.js'

export const link_to_page: Printer<unknown> = (input) => {
  const { content, dialect, lose, options } = input
  const kind = /^(page|database|comment)_id$/.exec(text(content.type))?.[1]
  const id = text(content[`${kind}_id`])
  if (kind !== 'page' && kind !== 'database' && kind !== 'comment') {
    lose('block', 'it has no known target')
    return ''
  }
  const target = { type: kind, id } as const
  if (dialect !== 'notion') return pageLink(target, `link_to_${kind}`, input)
  const { href, title = '' } = linkPlace(target, options, lose)
  lose('type', 'the API does not write it; written as a mention')
  if (kind === 'comment') return `[${notionText(title)}](${address(href, lose)})`
  return `<mention-${kind}${attributes({ url: href })}>${labelText(title)}</mention-${kind}>`
}
