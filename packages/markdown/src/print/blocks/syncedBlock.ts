/** A synced block. Only Notion's dialect keeps the connection: otherwise its content is printed alone. */
import { record, text } from '../../shared/json.js'
import { notionUrl } from '../../shared/targets.js'
import { attributes } from '../inline/notionInline.js'
import { tagged } from '../lines.js'
import type { Printer } from '../printer.js'

export const synced_block: Printer<unknown> = ({ node, dialect, content, body, lose }) => {
  const original = text(record(content.synced_from).block_id)
  if (dialect === 'notion') {
    const [tag, id] = original === '' ? ['synced_block', node.block.id] : ['synced_block_reference', original]
    return tagged(`<${tag}${attributes({ url: notionUrl(id) })}>`, body, tag)
  }
  lose('synced_block', 'its content is no longer synced')
  return body
}
