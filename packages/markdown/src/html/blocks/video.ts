import type { ElementBuilder } from '../element.js'
import { player } from './shared.js'

export const video: ElementBuilder<unknown> = player('video')
