import { text } from '../../shared/json.js'
import type { ElementBuilder } from '../elementBuilder.js'

export const unsupported: ElementBuilder<unknown> = ({ node, content, children, lose }) => {
  lose('block', `the type ${text(content.block_type) || node.block.type || 'of the block'} is not known`)
  return children
}
