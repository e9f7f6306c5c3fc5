import type { ElementBuilder } from '../element.js'

export const synced_block: ElementBuilder<unknown> = ({ children }) => children
