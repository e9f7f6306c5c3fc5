/** Parses the arguments of a command. Strict: what is not declared is an error. */
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { codeOf, messageOf, type UsageError, usageError } from '../errors/failure.js'
import { hasToken } from '../errors/redact.js'
import { fail, ok, type Result } from '../errors/result.js'
import { didYouMean } from './nearest.js'
import type { ArgumentSpec, OptionSpecs } from './option.js'

/** A parsed line. */
export interface ParsedLine {
  readonly positionals: ReadonlyArray<string>
  readonly values: { readonly [name: string]: string | boolean | ReadonlyArray<string> | undefined }
}

const configOf = (options: OptionSpecs): NonNullable<ParseArgsConfig['options']> =>
  Object.fromEntries(
    Object.entries(options).map(([name, { type, short, multiple = false }]) => [
      name,
      { type, multiple, ...(short !== undefined && { short }) },
    ]),
  )

const NO_TOKEN_HERE =
  'A token does not belong in an argument, where others on this machine can see it: run `notion-fp login` or set NOTION_TOKEN.'

const TOKEN_OPTION = /^--(?:api-?)?(?:token|key|auth|secret)$/

const unknownOption = (message: string, options: OptionSpecs): UsageError => {
  const [, given = ''] = /'(-[^']*)'/.exec(message) ?? []
  const names = Object.keys(options).map((name) => `--${name}`)
  return usageError(`There is no option ${given}.`, TOKEN_OPTION.test(given) ? NO_TOKEN_HERE : didYouMean(given, names))
}

const findProblem = (
  positionals: ReadonlyArray<string>,
  values: ParsedLine['values'],
  specs: ReadonlyArray<ArgumentSpec>,
  options: OptionSpecs,
): UsageError | undefined => {
  const missing = specs.slice(positionals.length).find(({ optional }) => !optional)
  if (missing) return usageError(`The argument <${missing.name}> is missing: ${missing.help}.`)
  if (positionals.length > specs.length && !specs.at(-1)?.rest)
    return usageError(
      `Unexpected argument: "${positionals[specs.length]}".`,
      positionals.some(hasToken) ? NO_TOKEN_HERE : 'Quote text that has spaces.',
    )
  for (const [name, { choices }] of Object.entries(options)) {
    const given = values[name]
    if (choices && typeof given === 'string' && !choices.includes(given))
      return usageError(`--${name} must be one of ${choices.join(', ')}, not "${given}".`)
  }
  return undefined
}

/** Parses the arguments of a command, by what it declares. */
export const parseLine = (
  args: ReadonlyArray<string>,
  specs: ReadonlyArray<ArgumentSpec>,
  options: OptionSpecs,
): Result<ParsedLine> => {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: configOf(options),
      strict: true,
      allowPositionals: true,
    })
    const filled = Object.fromEntries(
      Object.entries(options).map(([name, { type, multiple }]) => {
        const given: unknown = values[name]
        if (Array.isArray(given)) return [name, given.map(String)]
        return [
          name,
          typeof given === 'string' || given === true ? given : multiple ? [] : type === 'boolean' ? false : undefined,
        ]
      }),
    )
    const wrong = findProblem(positionals, filled, specs, options)
    return wrong ? fail(wrong) : ok({ positionals, values: filled })
  } catch (thrown) {
    return fail(
      codeOf(thrown) === 'ERR_PARSE_ARGS_UNKNOWN_OPTION'
        ? unknownOption(messageOf(thrown), options)
        : usageError(messageOf(thrown).split('\n')[0] ?? ''),
    )
  }
}
