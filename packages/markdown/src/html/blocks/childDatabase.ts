import type { ElementBuilder } from '../elementBuilder.js'
import { child } from './shared.js'

export const child_database: ElementBuilder<unknown> = child('database')
