/** Blocks that the API does not support, or that this version does not know: their children remain, and the loss is reported. */
import { text } from '../../shared/json.js'
import type { ElementBuilder } from '../elementBuilder.js'

export const unsupported: ElementBuilder<unknown> = ({ node, content, children, lose }) => {
  lose('block', `the type ${text(content.block_type) || node.block.type || 'of the block'} is not known`)
  return children
}
