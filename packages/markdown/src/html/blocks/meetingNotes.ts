/** Meeting notes as `<section>`: the title in bold, then the summary, notes and transcript as children. */
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'

export const meeting_notes: ElementBuilder<unknown> = ({ content, inline, children }) => [
  h('section', { className: ['notion-meeting-notes'] }, [
    h('p', {}, [h('strong', {}, inline(content.title))]),
    ...children,
  ]),
]
