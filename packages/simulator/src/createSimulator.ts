import { listen } from './http/listen.js'
import { createParts, type Simulator, type SimulatorOptions } from './parts.js'

/** Creates a Notion API in memory, with one bot in an empty workspace. */
export const createSimulator = (options: SimulatorOptions = {}): Simulator => createParts(options, listen).simulator
