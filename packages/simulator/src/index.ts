export { createSimulator, type Simulator, type SimulatorOptions } from './createSimulator.js'
export type { JournalEntry } from './server/journal.js'
export type { Listening } from './server/listen.js'
export type { Fault, Occasion } from './server/weather.js'
