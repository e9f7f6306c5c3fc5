import type { ElementBuilder } from '../elementBuilder.js'
import { file } from './file.js'

export const pdf: ElementBuilder<unknown> = file
