import type { ElementBuilder } from '../elementBuilder.js'
import { player } from './shared.js'

export const video: ElementBuilder<unknown> = player('video')
