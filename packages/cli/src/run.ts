/** Finds the command that a line names, runs it, and turns its result into an exit code. */
import type { Context } from 'notion-fp'
import { didYouMean } from './args/nearest.js'
import { parseLine } from './args/parseLine.js'
import type { Command } from './command.js'
import { COMMANDS, type CommandEntry } from './commandTable.js'
import type { Env } from './env.js'
import { describe, failureLines } from './errors/describe.js'
import { EXIT } from './errors/exitCode.js'
import { type Failure, usageError } from './errors/failure.js'
import { fail, ok, type Result } from './errors/result.js'
import { dropResume, resumeLine, resumeOf, saveResume } from './errors/resume.js'
import { commandHelp, overview } from './help.js'
import type { Embedded } from './session/embedded.js'
import type { Connection } from './session/openContext.js'
import type { Session } from './session/session.js'
import type { Terminal } from './terminal/terminal.js'
import { unsafeCast } from './unsafeCast.js'

/** What a run gets from its process. */
export interface World {
  readonly terminal: Terminal
  readonly env: Env
  readonly signal: AbortSignal
  readonly version: string
  /** Sends the requests; by default, the `fetch` of the process. */
  readonly fetch?: Connection['fetch']
}

interface Found {
  readonly name: string
  readonly entry: CommandEntry
  readonly rest: ReadonlyArray<string>
}

const GROUPS: ReadonlyArray<CommandEntry['group']> = ['Start', 'Read', 'Write', 'Schemas', 'Copies', 'More']

const overviewText = (columns: number): string =>
  overview(
    GROUPS.map(
      (group) =>
        [
          group,
          Object.entries(COMMANDS).flatMap(([name, entry]) =>
            entry.group === group ? [[name, entry.summary] as const] : [],
          ),
        ] as const,
    ).filter(([, commands]) => commands.length > 0),
    columns,
  )

/** The command that a line names, in one word or in two. */
const findCommand = (line: ReadonlyArray<string>): Result<Found> => {
  const [first = '', second = ''] = line
  for (const [name, length] of [
    [`${first} ${second}`, 2],
    [first, 1],
  ] as const) {
    const entry = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
    if (entry) return ok({ name, entry, rest: line.slice(length) })
  }
  const family = Object.keys(COMMANDS).filter((name) => name.startsWith(`${first} `))
  return fail(
    family.length > 0
      ? usageError(`"${first}" needs one of its commands.`, `It is one of: ${family.join(', ')}.`)
      : usageError(
          first.startsWith('-') ? 'The command comes first, then its options.' : `There is no command "${first}".`,
          didYouMean(first, Object.keys(COMMANDS)),
        ),
  )
}

const wantsHelp = (rest: ReadonlyArray<string>): boolean => {
  const end = rest.indexOf('--')
  return (end < 0 ? rest : rest.slice(0, end)).some((word) => word === '--help' || word === '-h')
}

interface Options {
  readonly tokenFile: string | undefined
  readonly stateFile: string | undefined
  readonly isSimulated: boolean
  readonly isVerbose: boolean
}

/** The session of a run, and what ends it. */
const startSession = (
  { terminal, env, signal, fetch }: World,
  line: ReadonlyArray<string>,
  { tokenFile, stateFile, isSimulated, isVerbose }: Options,
): { readonly session: Session; readonly close: () => Promise<Result<void>> } => {
  let embedded: Embedded | undefined
  let context: Promise<Result<Context>> | undefined
  const open = async (): Promise<Result<Context>> => {
    if (isSimulated) {
      const { startEmbedded } = await import('./session/embedded.js')
      const started = await startEmbedded(stateFile)
      if (started._tag === 'Left') return started
      embedded = started.right
    }
    const { openContext } = await import('./session/openContext.js')
    return openContext(env, terminal, { tokenFile, isVerbose, fetch, embedded: embedded?.fetch, signal })
  }
  return {
    session: {
      terminal,
      env,
      signal,
      line,
      isSimulated,
      context: () => {
        context ??= open()
        return context
      },
      note: (text) => terminal.err.write(`${text}\n`),
    },
    close: async () => (embedded ? embedded.save() : ok(undefined)),
  }
}

const report = async ({ terminal, signal }: World, failure: Failure, asJson: boolean): Promise<number> => {
  const described = describe(failure)
  const code = signal.aborted ? EXIT.interrupted : described.exit_code
  const text = asJson
    ? JSON.stringify({ ...described, exit_code: code })
    : signal.aborted && failure._tag === 'AbortError'
      ? 'notion-fp: stopped.'
      : failureLines(described).join('\n')
  await terminal.err.write(`${text}\n`)
  return code
}

const runCommand = async (world: World, { name, rest }: Found, command: Command): Promise<number> => {
  const { terminal, env } = world
  const asJson = rest.includes('--json')
  const parsed = parseLine(rest, command.args, command.options)
  if (parsed._tag === 'Left') {
    const code = await report(world, parsed.left, asJson)
    if (!asJson) await terminal.err.write(`  See \`notion-fp ${name} --help\`.\n`)
    return code
  }
  const { values, positionals } = parsed.right
  const text = (option: string): string | undefined => {
    const value = values[option]
    return typeof value === 'string' ? value : undefined
  }
  const line = [...name.split(' '), ...rest]
  const { session, close } = startSession(world, line, {
    tokenFile: text('token-file'),
    stateFile: text('simulator-state'),
    isSimulated: values.simulator === true || text('simulator-state') !== undefined,
    isVerbose: values.verbose === true,
  })
  // The values are those of the options of this command.
  const result = await command.run({ session, positionals, values: unsafeCast(values) })
  const closed = await close()
  const resume = text('resume')
  if (result._tag === 'Right') {
    if (closed._tag === 'Left') return report(world, closed.left, asJson)
    if (resume !== undefined && result.right === EXIT.ok) await dropResume(resume)
    return world.signal.aborted ? EXIT.interrupted : result.right
  }
  const code = await report(world, result.left, asJson)
  if (code === EXIT.notFound && values.simulator === true && text('simulator-state') === undefined && !asJson)
    await session.note(
      '  Each run with --simulator starts from the sample again: --simulator-state <file> keeps what was written.',
    )
  const left = resumeOf(result.left)
  if (left !== undefined && 'resume' in command.options) {
    const saved = await saveResume(env, name, left)
    if (saved._tag === 'Left') await report(world, saved.left, asJson)
    else await session.note(`  Continue with: ${resumeLine(line, saved.right)}`)
  }
  return code
}

/** Runs a command line, and returns the exit code. */
export const run = async (line: ReadonlyArray<string>, world: World): Promise<number> => {
  const { terminal, version } = world
  const columns = Math.min(terminal.out.columns, 100)
  const [first, ...others] = line
  if (first === undefined || first === '--help' || first === '-h' || (first === 'help' && others.length === 0)) {
    await terminal.out.write(overviewText(columns))
    return EXIT.ok
  }
  if (first === '--version' || first === '-v') {
    await terminal.out.write(`${version}\n`)
    return EXIT.ok
  }
  const found = findCommand(first === 'help' ? others : line)
  if (found._tag === 'Left') {
    const code = await report(world, found.left, line.includes('--json'))
    await terminal.err.write('  See `notion-fp --help`.\n')
    return code
  }
  const { name, entry, rest } = found.right
  const command = await entry.load((inner) => run(inner, world))
  if (first === 'help' || wantsHelp(rest)) {
    await terminal.out.write(commandHelp(name, entry.summary, command, columns))
    return EXIT.ok
  }
  return runCommand(world, found.right, command)
}
