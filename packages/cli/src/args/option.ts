/** What a command accepts on its line, as data: the parser, the help and the completion scripts read it. */

/** An option, such as `--json` or `--fields Name,Stage`. */
export interface OptionSpec {
  readonly type: 'boolean' | 'string'
  readonly help: string
  readonly short?: string
  /** Whether it can be given several times. */
  readonly multiple?: boolean
  /** What the help calls its value. */
  readonly value?: string
  /** The values that are allowed. */
  readonly choices?: ReadonlyArray<string>
}

/** The options of a command by name. */
export interface OptionSpecs {
  readonly [name: string]: OptionSpec
}

/** An argument without a name. */
export interface ArgumentSpec {
  readonly name: string
  readonly help: string
  readonly optional?: boolean
  /** Takes all the arguments that are left; only for the last one. */
  readonly rest?: boolean
}

/** The values of options: text, whether a flag was given, or all values of an option that can be repeated. */
export type ValuesOf<Options extends OptionSpecs> = {
  readonly [Name in keyof Options]: Options[Name] extends { readonly type: 'boolean' }
    ? boolean
    : Options[Name] extends { readonly multiple: true }
      ? ReadonlyArray<string>
      : string | undefined
}

/** An example of a command: the line after `notion-fp`, and what it does. */
export type Example = readonly [line: string, what: string]
