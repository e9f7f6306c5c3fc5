/** All commands: what they do, and where their code is, which is loaded when one is called. */
import type { Command } from './command.js'

/** A command that is not loaded yet. */
export interface Entry {
  readonly group: 'Start' | 'Read' | 'Write' | 'Schemas' | 'Copies' | 'More'
  readonly summary: string
  readonly load: () => Promise<Command>
}

/** The commands by name; the name of a subcommand is two words. */
export const COMMANDS: { readonly [name: string]: Entry } = {
  login: {
    group: 'Start',
    summary: 'Checks a token and stores it in a file that only you can read',
    load: async () => (await import('./commands/login.js')).login,
  },
  logout: {
    group: 'Start',
    summary: 'Deletes the stored token',
    load: async () => (await import('./commands/logout.js')).logout,
  },
  whoami: {
    group: 'Start',
    summary: 'Shows the connection of the token, and its workspace',
    load: async () => (await import('./commands/whoami.js')).whoami,
  },
}
