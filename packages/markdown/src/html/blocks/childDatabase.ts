/** A database inside a page, as a link: its rows are not in the block tree. */
import type { ElementBuilder } from '../elementBuilder.js'
import { child } from './shared.js'

export const child_database: ElementBuilder<unknown> = child('database')
