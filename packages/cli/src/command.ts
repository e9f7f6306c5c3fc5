/** A command as data, with the function that runs it. */
import type { ArgumentSpec, Example, OptionSpecs, ValuesOf } from './args/option.js'
import type { Result } from './errors/result.js'
import type { Session } from './session/session.js'
import { SESSION_OPTIONS } from './session/sessionOptions.js'
import { unsafeCast } from './unsafeCast.js'

/** What a command is called with. */
export interface Call<Options extends OptionSpecs> {
  readonly session: Session
  readonly positionals: ReadonlyArray<string>
  readonly values: ValuesOf<Options>
}

/** The documentation of a command. */
export interface CommandDoc {
  /** Paragraphs of the help. One that begins with `- ` is an entry of a list. */
  readonly details?: ReadonlyArray<string>
  readonly args: ReadonlyArray<ArgumentSpec>
  readonly examples: ReadonlyArray<Example>
}

/** A command. It returns its exit code, or why it failed. */
export interface Command extends CommandDoc {
  readonly options: OptionSpecs
  readonly run: (call: Call<OptionSpecs>) => Promise<Result<number>>
}

/** Defines a command: its values have the types of its options. */
export const defineCommand = <const Options extends OptionSpecs>(
  command: CommandDoc & {
    readonly options: Options
    readonly run: (call: Call<Options & typeof SESSION_OPTIONS>) => Promise<Result<number>>
  },
): Command => ({
  ...command,
  options: { ...command.options, ...SESSION_OPTIONS },
  // The parser fills in a value of the declared type for each option.
  run: (call) => command.run(unsafeCast(call)),
})
