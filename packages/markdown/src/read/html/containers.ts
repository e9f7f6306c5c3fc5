/**
 * Blocks that contain blocks: callouts, columns, tabs, toggles, items, quotes and synced blocks.
 *
 * @internal
 */
import { excerpt } from '../../shared/excerpt.js'
import { list, record } from '../../shared/json.js'
import { dashedIdIn, isWebUrl } from '../addresses.js'
import { block, paragraphOf, textOfParagraph } from '../blockRequests.js'
import type { Reading, Request } from '../reading.js'
import { colored, type Frame, withText } from './frame.js'

/** An emoji, a flag or a keycap alone. */
const isEmoji = (icon: string): boolean =>
  /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(icon) &&
  !/(?!\p{Extended_Pictographic})[\p{L}\s]/u.test(icon)

/** The icon of a callout. Notion rejects the whole request if an icon is neither an emoji nor an address. */
const iconOf = ({ attributes, line }: Frame, { lose }: Reading): object => {
  const icon = attributes.get('icon') ?? ''
  if (icon === '') return {}
  if (isWebUrl(icon)) return { icon: { type: 'external', external: { url: icon } } }
  if (isEmoji(icon)) return { icon: { type: 'emoji', emoji: icon } }
  lose(line, 'icon', `neither an emoji nor an address: ${excerpt(icon)}`)
  return {}
}

export const calloutOf = (frame: Frame, reading: Reading): Request => {
  const { attributes, blocks } = frame
  const [first, ...rest] = blocks
  const own = textOfParagraph(first)
  const below = own ? rest : blocks
  return block('callout', { rich_text: own ?? [], ...iconOf(frame, reading), ...colored(attributes) }, below)
}

export const columnsOf = ({ blocks, line }: Frame, { lose }: Reading): ReadonlyArray<Request> => {
  const columns = blocks.filter(({ type }) => type === 'column')
  if (columns.length >= 2 && columns.length === blocks.length) return [block('column_list', {}, columns)]
  lose(line, 'columns', 'there are fewer than two, or text between them; they follow each other')
  return blocks.flatMap((each) => (each.type === 'column' ? list(record(each.column).children).map(record) : [each]))
}

export const columnOf = ({ attributes, blocks }: Frame): Request => {
  const share = Number(attributes.get('ratio'))
  const width = share > 0 && share <= 100 ? { width_ratio: share / 100 } : {}
  return block('column', width, blocks.length > 0 ? blocks : [paragraphOf([])])
}

export const tabsOf = ({ blocks, line }: Frame, { lose }: Reading): ReadonlyArray<Request> => {
  if (blocks.length > 0 && blocks.every(({ type }) => type === 'paragraph')) return [block('tab', {}, blocks)]
  lose(line, 'tabs', 'there is something else between them; they follow each other')
  return blocks
}

export const referenceOf = ({ attributes, blocks, line }: Frame, { lose }: Reading): ReadonlyArray<Request> => {
  const url = attributes.get('url') ?? ''
  // The address of a block is that of its page, with the id of the block at its end.
  const block_id = dashedIdIn(url.slice(url.indexOf('#') + 1)) ?? dashedIdIn(url)
  if (block_id !== undefined) return [block('synced_block', { synced_from: { block_id } })]
  lose(line, 'synced_block', 'a reference without an id; its content remains')
  return blocks
}

export const itemOf = (parent: Frame, frame: Frame): Request =>
  frame.checked === undefined
    ? withText(parent.tag === 'ol' ? 'numbered_list_item' : 'bulleted_list_item', frame, colored(frame.attributes))
    : withText('to_do', frame, { ...(frame.checked && { checked: true }), ...colored(frame.attributes) })

/** A to-do, a toggle, a quote or a tab: the text at its start, and the blocks below it. */
export const containerOf = (frame: Frame, reading: Reading): Request => {
  const { tag, attributes } = frame
  const color = colored(attributes)
  if (tag === 'todo')
    return withText('to_do', frame, { ...(attributes.get('checked') === 'true' && { checked: true }), ...color })
  if (tag === 'tab') return withText('paragraph', frame, iconOf(frame, reading))
  const level = /^h([1-4])$/.exec(attributes.get('heading') ?? '')?.[1]
  if (tag === 'toggle' && level !== undefined)
    return withText(`heading_${level}`, frame, { ...color, is_toggleable: true })
  return withText(tag, frame, color)
}

/** A `<p>`. In Notion's dialect, it can have a color and children; in other HTML, blocks in it follow it. */
export const paragraphsOf = (frame: Frame, { options }: Reading): ReadonlyArray<Request> =>
  options.dialect === 'notion' || Object.keys(colored(frame.attributes)).length > 0
    ? [withText('paragraph', frame, colored(frame.attributes))]
    : frame.blocks

export const toggleOf = ({ attributes, blocks, summary }: Frame): Request => {
  const { runs = [], heading } = summary ?? {}
  const content = { rich_text: runs, ...colored(attributes) }
  return heading === undefined
    ? block('toggle', content, blocks)
    : block(heading, { ...content, is_toggleable: true }, blocks)
}
