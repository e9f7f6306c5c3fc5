/** The package where there are no servers: in a browser, and in a worker. Its types are those of `index.ts`. */
import { createParts } from './parts.js'
import type { Simulator, SimulatorOptions } from './simulator.js'

export { faults } from './conditions/faults.js'

/** Creates a Notion API in memory, with one bot in an empty workspace. */
export const createSimulator = (options: SimulatorOptions = {}): Simulator =>
  createParts(options, () =>
    Promise.reject(new TypeError('There are no servers in this runtime: use `simulator.fetch`.')),
  ).simulator
