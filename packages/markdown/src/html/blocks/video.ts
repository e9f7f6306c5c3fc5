/** A video as a `<video>` player with its caption; the name of the file if its address is not allowed. */
import type { ElementBuilder } from '../elementBuilder.js'
import { player } from './shared.js'

export const video: ElementBuilder<unknown> = player('video')
