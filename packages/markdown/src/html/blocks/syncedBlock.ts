import type { ElementBuilder } from '../elementBuilder.js'

export const synced_block: ElementBuilder<unknown> = ({ children }) => children
