/** An image as `<img>`, with its caption as alternative text and below it; text alone if its address is not allowed. */
import { plainOf } from '../../shared/leaves.js'
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'
import { fileOf, withCaption } from './shared.js'

export const image: ElementBuilder<unknown> = (input) => {
  const { src, name } = fileOf(input)
  const alt = plainOf(input.content.caption)
  return [withCaption(src === undefined ? h('span', {}, [alt === '' ? name : '']) : h('img', { src, alt }), input)]
}
