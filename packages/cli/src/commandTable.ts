/** All commands: what they do, and where their code is, which is loaded when one is called. */
import type { Command } from './command.js'
import type { Completed } from './commands/completion.js'

/** A command that is not loaded yet. */
export interface CommandEntry {
  readonly group: 'Start' | 'Read' | 'Write' | 'Schemas' | 'Copies' | 'More'
  readonly summary: string
  /** Loads the command; `run` is for `demo`, which runs others. */
  readonly load: (run: (line: ReadonlyArray<string>) => Promise<number>) => Promise<Command>
}

/** The commands by name; the name of a subcommand is two words. */
export const COMMANDS: { readonly [name: string]: CommandEntry } = {
  demo: {
    group: 'Start',
    summary: 'Shows some commands on the embedded Notion',
    load: async (run) => (await import('./commands/demo.js')).demoOf(run),
  },
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
  create: {
    group: 'Write',
    summary: 'Creates a row of a data source, or a page',
    load: async () => (await import('./commands/create.js')).create,
  },
  update: {
    group: 'Write',
    summary: 'Changes the properties of a page, or moves it to the trash',
    load: async () => (await import('./commands/update.js')).update,
  },
  append: {
    group: 'Write',
    summary: 'Writes content at the end of a page',
    load: async () => (await import('./commands/append.js')).append,
  },
  upload: {
    group: 'Write',
    summary: 'Uploads a file',
    load: async () => (await import('./commands/upload.js')).upload,
  },
  copy: {
    group: 'Write',
    summary: 'Copies a page with its content',
    load: async () => (await import('./commands/copy.js')).copy,
  },
  'schema pull': {
    group: 'Schemas',
    summary: 'Writes the declaration of a data source',
    load: async () => (await import('./commands/schemaPull.js')).schemaPull,
  },
  'schema check': {
    group: 'Schemas',
    summary: 'Lists where a data source differs from its declaration',
    load: async () => (await import('./commands/schemaCheck.js')).schemaCheck,
  },
  'schema plan': {
    group: 'Schemas',
    summary: 'Shows the changes that make a data source match its declaration',
    load: async () => (await import('./commands/schemaPlan.js')).schemaPlan,
  },
  'schema apply': {
    group: 'Schemas',
    summary: 'Carries out a plan',
    load: async () => (await import('./commands/schemaApply.js')).schemaApply,
  },
  export: {
    group: 'Copies',
    summary: 'Writes pages, data sources or everything to files: Markdown, CSV, JSONL, SQLite',
    load: async () => (await import('./commands/export.js')).exportCommand,
  },
  import: {
    group: 'Copies',
    summary: 'Imports Markdown, CSV and JSONL into a page or a data source',
    load: async () => (await import('./commands/import.js')).importCommand,
  },
  sync: {
    group: 'Copies',
    summary: 'Keeps a copy of the rows of a data source up to date',
    load: async () => (await import('./commands/sync.js')).sync,
  },
  download: {
    group: 'Copies',
    summary: 'Downloads the files of a page',
    load: async () => (await import('./commands/download.js')).download,
  },
  backup: {
    group: 'Copies',
    summary: 'Backs up pages, databases and files to a folder',
    load: async () => (await import('./commands/backup.js')).backup,
  },
  'backup verify': {
    group: 'Copies',
    summary: 'Checks the hashes and the references of a backup',
    load: async () => (await import('./commands/backupVerify.js')).backupVerify,
  },
  restore: {
    group: 'Copies',
    summary: 'Restores a backup into an empty page',
    load: async () => (await import('./commands/restore.js')).restore,
  },
  'webhook listen': {
    group: 'More',
    summary: 'Receives the events of a webhook',
    load: async () => (await import('./commands/webhookListen.js')).webhookListen,
  },
  completion: {
    group: 'More',
    summary: 'Writes a script that completes commands and options in Bash, zsh or fish',
    load: async () => (await import('./commands/completion.js')).completionOf(allCommands),
  },
}

/** All commands, loaded. */
const allCommands = async (): Promise<ReadonlyArray<Completed>> =>
  Promise.all(
    Object.entries(COMMANDS).map(async ([name, { summary, load }]) => ({
      name,
      summary,
      options: (await load(async () => 0)).options,
    })),
  )
