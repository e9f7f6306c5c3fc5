/** Blocks that the API does not support, or that this version does not know: their content remains. */
import { text } from '../../shared/json.js'
import type { Printer } from '../printer.js'

export const unsupported: Printer<unknown> = ({ node, content, body, lose }) => {
  const type = text(content.block_type)
  lose('block', `the type ${type || node.block.type || 'of the block'} is not known`)
  return body
}
