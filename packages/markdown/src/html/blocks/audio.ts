import type { ElementBuilder } from '../elementBuilder.js'
import { player } from './shared.js'

export const audio: ElementBuilder<unknown> = player('audio')
