/** The content of a synced block, without an element of its own: HTML has no synchronization. */
import type { ElementBuilder } from '../elementBuilder.js'

export const synced_block: ElementBuilder<unknown> = ({ children }) => children
