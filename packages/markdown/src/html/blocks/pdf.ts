import type { ElementBuilder } from '../element.js'
import { file } from './file.js'

export const pdf: ElementBuilder<unknown> = file
