/** Tables. The table builds its rows too, since only it knows which cells are headers. */
import { contentOf, list } from '../../shared/json.js'
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'

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
