/** A file block as a link to the file. PDF blocks are built in the same way. */
import type { ElementBuilder } from '../elementBuilder.js'
import { fileOf, linkTo, withCaption } from './shared.js'

export const file: ElementBuilder<unknown> = (input) => {
  const { url, name } = fileOf(input)
  return [withCaption(linkTo(url, [name], `notion-${input.node.block.type}`, input), input)]
}
