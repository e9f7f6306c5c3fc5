/** A link to a page, database or comment. The option for links decides where it leads. */
import { text } from '../../shared/json.js'
import type { ElementBuilder } from '../elementBuilder.js'
import { pageLink } from './shared.js'

export const link_to_page: ElementBuilder<unknown> = (input) => {
  const { content, lose } = input
  const kind = /^(page|database|comment)_id$/.exec(text(content.type))?.[1]
  if (kind === 'page' || kind === 'database' || kind === 'comment')
    return pageLink({ type: kind, id: text(content[`${kind}_id`]) }, input)
  lose('block', 'it has no known target')
  return []
}
