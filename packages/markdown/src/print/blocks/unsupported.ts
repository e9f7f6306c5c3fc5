import { text } from '../../shared/json.js'
import type { Printer } from '../printer.js'

/** A block whose type is not supported by the API or not known: what is in it remains. */
export const unsupported: Printer<unknown> = ({ node, content, body, lose }) => {
  const type = text(content.block_type)
  lose('block', `the type ${type || node.block.type || 'of the block'} is not known`)
  return body
}
