/** A page inside a page, as a link: its content is a document of its own. */
import type { ElementBuilder } from '../elementBuilder.js'
import { child } from './shared.js'

export const child_page: ElementBuilder<unknown> = child('page')
