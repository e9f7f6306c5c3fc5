/**
 * Elements of blocks that structure a page.
 *
 * @internal
 */
import { contentOf, list, text } from '../../shared/json.js'
import type { ElementBuilder } from '../element.js'
import { h } from '../hast.js'
import { colorClass } from '../hastInline.js'

export const divider: ElementBuilder<unknown> = () => [h('hr')]

export const table: ElementBuilder<unknown> = ({ node, content, inline }) => {
  const { has_column_header, has_row_header } = content
  const rows = node.children.map(({ block }, row) => {
    const cells = list(contentOf(block).cells).map((cell, column) => {
      const scope =
        has_column_header === true && row === 0 ? 'col' : has_row_header === true && column === 0 ? 'row' : undefined
      return h(scope === undefined ? 'td' : 'th', { scope }, inline(cell))
    })
    return h('tr', {}, cells)
  })
  const [first, ...others] = rows
  const head = has_column_header === true && first ? [h('thead', {}, [first])] : []
  const body = head.length > 0 ? others : rows
  return [h('table', {}, [...head, ...(body.length > 0 ? [h('tbody', {}, body)] : [])])]
}

export const table_row: ElementBuilder<unknown> = ({ content, inline, parent, lose }) => {
  // The table builds its rows.
  if (parent?.type === 'table') return []
  lose('block', 'a row without a table is written as text')
  return [
    h(
      'p',
      {},
      list(content.cells).flatMap((cell, index) => [index > 0 ? ' ' : '', ...inline(cell)]),
    ),
  ]
}

export const column_list: ElementBuilder<unknown> = ({ children }) => [
  h('div', { className: ['notion-columns'] }, children),
]

export const column: ElementBuilder<unknown> = ({ content, children }) => {
  const { width_ratio } = content
  const style =
    typeof width_ratio === 'number' && width_ratio > 0 && width_ratio <= 1 ? `flex: ${width_ratio}` : undefined
  return [h('div', { className: ['notion-column'], style }, children)]
}

export const contents: ElementBuilder<unknown> = ({ children }) => children

/** Filled in when the headings of the document are known. */
export const table_of_contents: ElementBuilder<unknown> = ({ content }) => [
  h('nav', { className: ['notion-table-of-contents', ...(colorClass(content.color) ?? [])] }),
]

export const tab: ElementBuilder<unknown> = ({ children }) => [h('div', { className: ['notion-tabs'] }, children)]

export const breadcrumb: ElementBuilder<unknown> = ({ lose }) => {
  lose('block', 'a document has no breadcrumb')
  return []
}

export const unsupported: ElementBuilder<unknown> = ({ node, content, children, lose }) => {
  lose('block', `the type ${text(content.block_type) || node.block.type || 'of the block'} is not known`)
  return children
}
