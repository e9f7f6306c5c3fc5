import type { ElementBuilder } from '../element.js'
import { webLink } from './shared.js'

export const bookmark: ElementBuilder<unknown> = webLink
