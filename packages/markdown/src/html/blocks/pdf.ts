/** A PDF as a link, like a file: whether a browser can embed one is not known. */
import type { ElementBuilder } from '../elementBuilder.js'
import { file } from './file.js'

export const pdf: ElementBuilder<unknown> = file
