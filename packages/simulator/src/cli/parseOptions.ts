/** The arguments of the command, and the text of `--help`. Invalid arguments are returned as a message, not thrown. */
import { parseArgs } from 'node:util'
import { QUIRK_NAMES, type Quirks } from '../domain/state/quirks.js'
import { isId } from '../domain/values/id.js'
import type { ConditionsOptions, Fault, SimulatorOptions } from '../index.js'
import { messageOf } from './thrown.js'

/** The options of the command line. */
export interface CliOptions {
  readonly port: number
  /** The address to listen on; undefined is loopback. */
  readonly host: string | undefined
  readonly allowedHosts: ReadonlyArray<string>
  /** Whether there are controls: by default on loopback alone. */
  readonly control: boolean
  readonly seeds: ReadonlyArray<string>
  /** The file in which the workspace is stored between runs. */
  readonly state: string | undefined
  readonly webhooks: ReadonlyArray<string>
  readonly log: boolean
  readonly simulator: SimulatorOptions
}

/** The parsed arguments, or an error message. */
export type Parsed =
  | { readonly kind: 'run'; readonly options: CliOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly message: string }

/** The output of `--help`. */
export const HELP = `Runs a Notion API on this machine.

  npx @notion-fp/simulator [options]

  --port <number>          the port on loopback: 8787 by default, 0 for any free one
  --host <address>         listens on another address than loopback, such as 0.0.0.0 in a container: whoever reaches it
                           can read and change everything, so there are no controls without --control
  --control                has the controls below /_simulator, also with --host
  --allow-host <name>      serves requests for this host name, too; repeatable
  --seed <file>            JSON to load: a declared workspace, a list of objects, or a snapshot; repeatable
  --state <file>           stores the workspace between runs: read at the start, instead of seeds; changes are written as
                           they happen, next to it, and as a whole at the end
  --token <token>          accepts only this token; repeatable
  --bot <name or id>       the name, or the id, of the bot that the token stands for
  --quirk <name>           behavior on which reports disagree, such as deletesOnce or searchLagMs=5000; repeatable
  --latency <ms>           the time that each response takes: 200, or random between two bounds: 100-300
  --rate-limit             limits requests as Notion does: 180 a minute for each token
  --requests <number>      limits requests to this many a minute for each token
  --fault <status:chance>  lets a part of the requests fail: 502:0.05; repeatable
  --random-seed <number>   makes random faults and latencies repeatable (deprecated name: --chance)
  --webhook <url>          sends webhooks to an address on loopback; repeatable
  --journal-bytes <number> the memory for the journal of requests: 33554432 by default, 0 for none
  --no-journal-bodies      leaves the bodies of requests out of the journal
  --log                    prints a line for each request
  --help                   prints this text`

const NONE: Array<string> = []

const PARSED = {
  port: { type: 'string', default: '8787' },
  host: { type: 'string' },
  control: { type: 'boolean', default: false },
  'allow-host': { type: 'string', multiple: true, default: NONE },
  'journal-bytes': { type: 'string' },
  'no-journal-bodies': { type: 'boolean', default: false },
  seed: { type: 'string', multiple: true, default: NONE },
  state: { type: 'string' },
  token: { type: 'string', multiple: true, default: NONE },
  bot: { type: 'string' },
  quirk: { type: 'string', multiple: true, default: NONE },
  latency: { type: 'string' },
  'rate-limit': { type: 'boolean', default: false },
  requests: { type: 'string' },
  fault: { type: 'string', multiple: true, default: NONE },
  'random-seed': { type: 'string' },
  // The old name of random-seed.
  chance: { type: 'string' },
  webhook: { type: 'string', multiple: true, default: NONE },
  log: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

const wholeNumber = (option: string, given: string, min: number, max: number): number => {
  const number = /^\d+$/.test(given) ? Number(given) : Number.NaN
  if (!(number >= min && number <= max))
    throw new TypeError(`--${option} must be a whole number from ${min} to ${max}, not "${given}".`)
  return number
}

const latencyOf = (given: string): Required<ConditionsOptions>['latency'] => {
  const [, min = '', max] = /^(\d+)(?:-(\d+))?$/.exec(given) ?? []
  if (min === '' || (max !== undefined && Number(max) < Number(min)))
    throw new TypeError(`--latency must be milliseconds such as 200 or 100-300, not "${given}".`)
  return max === undefined ? Number(min) : { min: Number(min), max: Number(max) }
}

const faultOf = (given: string): Fault => {
  const [, status = '', chance = '1'] = /^([45]\d\d)(?::(0?\.\d+|0|1|1\.0*))?$/.exec(given) ?? []
  if (status === '') throw new TypeError(`--fault must be a status and a chance such as 502:0.05, not "${given}".`)
  return { status: Number(status), chance: Number(chance) }
}

const MAX = 2 ** 31 - 1

const botOf = (given: string): Required<SimulatorOptions>['bot'] => (isId(given) ? { id: given } : { name: given })

const quirkOf = (given: string): Quirks => {
  const [name = '', value] = given.split('=', 2)
  if (name === 'searchLagMs' && value !== undefined)
    return { searchLagMs: wholeNumber('quirk searchLagMs', value, 0, MAX) }
  if (!QUIRK_NAMES.some((each) => each === name) || value !== undefined)
    throw new TypeError(`--quirk must be one of ${QUIRK_NAMES.join(', ')}, or searchLagMs=5000, not "${given}".`)
  return { [name]: true }
}

/** Parses the arguments of the command. */
export const parseOptions = (args: ReadonlyArray<string>): Parsed => {
  try {
    const { values } = parseArgs({ args: [...args], options: PARSED, strict: true, allowPositionals: false })
    if (values.help) return { kind: 'help' }
    const requests = values.requests === undefined ? undefined : wholeNumber('requests', values.requests, 1, MAX)
    const seedOption = values['random-seed'] === undefined ? 'chance' : 'random-seed'
    const randomSeed = values[seedOption]
    const conditions: ConditionsOptions = {
      rateLimit: requests === undefined ? values['rate-limit'] : { requests },
      faults: values.fault.map(faultOf),
      ...(values.latency === undefined ? {} : { latency: latencyOf(values.latency) }),
      ...(randomSeed === undefined ? {} : { seed: wholeNumber(seedOption, randomSeed, 0, MAX) }),
    }
    const bytes = values['journal-bytes']
    const journalBytes = bytes === undefined ? undefined : wholeNumber('journal-bytes', bytes, 0, MAX)
    const options: CliOptions = {
      port: wholeNumber('port', values.port, 0, 65_535),
      host: values.host,
      allowedHosts: values['allow-host'],
      control: values.control || values.host === undefined,
      seeds: values.seed,
      state: values.state,
      webhooks: values.webhook,
      log: values.log,
      simulator: {
        conditions,
        quirks: Object.assign({}, ...values.quirk.map(quirkOf)),
        ...(values.bot === undefined ? {} : { bot: botOf(values.bot) }),
        ...(values.token.length === 0 ? {} : { tokens: values.token }),
        ...(journalBytes === undefined ? {} : { journalBytes }),
        journalBodies: !values['no-journal-bodies'],
      },
    }
    return { kind: 'run', options }
  } catch (reason) {
    return { kind: 'wrong', message: messageOf(reason) }
  }
}
