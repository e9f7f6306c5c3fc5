import type { ElementBuilder } from '../elementBuilder.js'
import { webLink } from './shared.js'

export const link_preview: ElementBuilder<unknown> = webLink
