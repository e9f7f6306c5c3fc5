import type { ElementBuilder } from '../element.js'
import { webLink } from './shared.js'

export const link_preview: ElementBuilder<unknown> = webLink
