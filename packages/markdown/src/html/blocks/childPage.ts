import type { ElementBuilder } from '../elementBuilder.js'
import { child } from './shared.js'

export const child_page: ElementBuilder<unknown> = child('page')
