/** Tabs as a `<div>` whose children follow each other. Switching between them needs a script, which a document does not have. */
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'

export const tab: ElementBuilder<unknown> = ({ children }) => [h('div', { className: ['notion-tabs'] }, children)]
