/** An embed as a link, since an `<iframe>` would load a third-party page into the document. */
import type { ElementBuilder } from '../elementBuilder.js'
import { webLink } from './shared.js'

export const embed: ElementBuilder<unknown> = webLink
