/**
 * Creates simulators that can listen on a port. Where there are no servers, `portable.ts` replaces this file.
 */
import { listen } from './http/listen.js'
import { createParts } from './parts.js'
import type { Simulator, SimulatorOptions } from './simulator.js'

/**
 * Creates a Notion API in memory, with one bot in an empty workspace.
 *
 * @example
 * import { createSimulator } from '@notion-fp/simulator'
 * import { createContext, getBotUser } from 'notion-fp'
 *
 * const simulator = createSimulator()
 * const ctx = createContext({ auth: 'ntn_test', fetch: simulator.fetch })
 * const bot = await getBotUser(ctx)()
 */
export const createSimulator = (options: SimulatorOptions = {}): Simulator => createParts(options, listen).simulator
