import type { ElementBuilder } from '../element.js'
import { player } from './shared.js'

export const audio: ElementBuilder<unknown> = player('audio')
