/** The options that every command has. */
import type { OptionSpecs } from '../args/option.js'

export const SESSION_OPTIONS = {
  'token-file': {
    type: 'string',
    value: 'file',
    help: 'Reads the token from a file that only you can read; - is stdin',
  },
  simulator: { type: 'boolean', help: 'Uses an embedded Notion with sample contents: needs no account' },
  'simulator-state': {
    type: 'string',
    value: 'file',
    help: 'Like --simulator, and keeps its contents in a file between runs',
  },
  verbose: { type: 'boolean', help: 'Prints each request to stderr' },
  help: { type: 'boolean', short: 'h', help: 'Prints this help' },
} as const satisfies OptionSpecs
