import type { ElementBuilder } from '../elementBuilder.js'
import { webLink } from './shared.js'

export const bookmark: ElementBuilder<unknown> = webLink
