/** A link preview as a link. Notion's preview of the page is not part of the block. */
import type { ElementBuilder } from '../elementBuilder.js'
import { webLink } from './shared.js'

export const link_preview: ElementBuilder<unknown> = webLink
