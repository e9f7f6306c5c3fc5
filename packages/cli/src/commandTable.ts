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
  doctor: {
    group: 'Start',
    summary: 'Checks the token, the connection and what is shared with it',
    load: async () => (await import('./commands/doctor.js')).doctor,
  },
  get: {
    group: 'Read',
    summary: 'Shows a page, database, data source or block',
    load: async () => (await import('./commands/get.js')).get,
  },
  tree: {
    group: 'Read',
    summary: 'Shows the content of a page',
    load: async () => (await import('./commands/tree.js')).tree,
  },
  query: {
    group: 'Read',
    summary: 'Finds rows of a data source',
    load: async () => (await import('./commands/query.js')).query,
  },
  search: {
    group: 'Read',
    summary: 'Finds pages and data sources by title',
    load: async () => (await import('./commands/search.js')).search,
  },
  api: {
    group: 'Read',
    summary: 'Sends any request to the API',
    load: async () => (await import('./commands/api.js')).api,
  },
}
