/** Headings of all four levels; a toggle heading becomes `<details>` with the heading as its summary. */
import type { ElementBuilder } from '../elementBuilder.js'
import { headingOf } from './shared.js'

export const heading_1: ElementBuilder<unknown> = headingOf(1)
export const heading_2: ElementBuilder<unknown> = headingOf(2)
export const heading_3: ElementBuilder<unknown> = headingOf(3)
export const heading_4: ElementBuilder<unknown> = headingOf(4)
