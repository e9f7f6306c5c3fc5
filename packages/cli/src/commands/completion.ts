/** `notion-fp completion`: a script that completes commands and options in a shell. */
import type { OptionSpecs } from '../args/option.js'
import { defineCommand } from '../command.js'
import { EXIT } from '../errors/exitCode.js'
import { usageError } from '../errors/failure.js'
import { fail, ok } from '../errors/result.js'

/** What a script completes. */
export interface Completed {
  readonly name: string
  readonly summary: string
  readonly options: OptionSpecs
}

const SHELLS = ['bash', 'zsh', 'fish'] as const

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`

const firstWords = (commands: ReadonlyArray<Completed>): ReadonlyArray<string> => [
  ...new Set([...commands.map(({ name }) => name.split(' ')[0] ?? name), 'help']),
]

const familiesOf = (
  commands: ReadonlyArray<Completed>,
): ReadonlyArray<readonly [word: string, second: ReadonlyArray<string>]> =>
  firstWords(commands)
    .map(
      (word) =>
        [
          word,
          commands.flatMap(({ name }) => (name.startsWith(`${word} `) ? name.slice(word.length + 1) : [])),
        ] as const,
    )
    .filter(([, second]) => second.length > 0)

const optionNames = (options: OptionSpecs): string =>
  Object.keys(options)
    .map((name) => `--${name}`)
    .join(' ')

const choiceCases = (commands: ReadonlyArray<Completed>): ReadonlyArray<string> =>
  commands.flatMap(({ name, options }) =>
    Object.entries(options).flatMap(([option, { choices }]) =>
      choices ? `    ${quoted(`${name}:--${option}`)}) words=${quoted(choices.join(' '))};;` : [],
    ),
  )

/** Bash; zsh runs the same function by its `bashcompinit`. */
const bash = (commands: ReadonlyArray<Completed>): string =>
  [
    '_notion_fp() {',
    `  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" name="\${COMP_WORDS[1]}" words=""`,
    `  if [ "$COMP_CWORD" -eq 1 ]; then words=${quoted(firstWords(commands).join(' '))}; fi`,
    ...familiesOf(commands).map(
      ([word, second]) =>
        `  if [ "$name" = ${word} ]; then case "$COMP_CWORD" in 1) ;; 2) case "$current" in -*) ;; *) words=${quoted(second.join(' '))};; esac;; *) case "\${COMP_WORDS[2]}" in ${second.join('|')}) name="$name \${COMP_WORDS[2]}";; esac;; esac; fi`,
    ),
    '  if [ -z "$words" ]; then case "$name:$previous" in',
    ...choiceCases(commands),
    '  esac; fi',
    '  if [ -z "$words" ]; then case "$current" in -*) case "$name" in',
    ...commands.map(({ name, options }) => `    ${quoted(name)}) words=${quoted(optionNames(options))};;`),
    '  esac;; esac; fi',
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    // Without a suggestion, the shell completes files.
    'complete -o default -F _notion_fp notion-fp',
    '',
  ].join('\n')

/** In a folder of `fpath`, zsh loads the script when something is to be completed for the first time: then it must complete as well. */
const zsh = (commands: ReadonlyArray<Completed>): string =>
  [
    '#compdef notion-fp',
    'autoload -U +X bashcompinit && bashcompinit',
    `${bash(commands)}if [ "\${funcstack[1]}" = _notion-fp ]; then _bash_complete -o default -F _notion_fp; fi`,
    '',
  ].join('\n')

/** The condition under which fish has seen a command, but none of its subcommands. */
const seenInFish = (name: string, second: ReadonlyArray<string>): string => {
  const [first = name, other] = name.split(' ')
  const seen = `__fish_seen_subcommand_from ${first}`
  if (other !== undefined) return `${seen}; and __fish_seen_subcommand_from ${other}`
  return second.length > 0 ? `${seen}; and not __fish_seen_subcommand_from ${second.join(' ')}` : seen
}

const fish = (commands: ReadonlyArray<Completed>): string => {
  const families = new Map(familiesOf(commands))
  const isCommand = (word: string): boolean => commands.some(({ name }) => name === word)
  return [
    ...commands.flatMap(({ name, summary, options }) => {
      const [first = name, second] = name.split(' ')
      const siblings = families.get(first) ?? []
      // A command that has arguments besides its subcommands completes files as well.
      const files = isCommand(first) ? '' : ' -f'
      const here =
        second === undefined
          ? `complete -c notion-fp -n __fish_use_subcommand -f -a ${first} -d ${quoted(summary)}`
          : `complete -c notion-fp -n '${seenInFish(first, siblings)}'${files} -a ${second} -d ${quoted(summary)}`
      return [
        here,
        ...Object.entries(options).map(
          ([option, { help, type, choices, short }]) =>
            `complete -c notion-fp -n '${seenInFish(name, siblings)}' -l ${option}${short ? ` -s ${short}` : ''}${type === 'string' ? ' -r' : ''}${choices ? ` -f -a ${quoted(choices.join(' '))}` : ''} -d ${quoted(help)}`,
        ),
      ]
    }),
    ...[...families.keys()].flatMap((word) =>
      isCommand(word) ? [] : [`complete -c notion-fp -n __fish_use_subcommand -f -a ${word}`],
    ),
    '',
  ].join('\n')
}

const WRITERS = { bash, zsh, fish }

/** The command, for the commands that there are. */
export const completionOf = (commands: () => Promise<ReadonlyArray<Completed>>) =>
  defineCommand({
    args: [{ name: 'shell', help: SHELLS.join(', ') }],
    options: {},
    examples: [
      ['completion bash >> ~/.bashrc', 'for Bash'],
      ['completion zsh > ~/.zfunc/_notion-fp', 'for zsh, with ~/.zfunc in fpath'],
      ['completion fish > ~/.config/fish/completions/notion-fp.fish', 'for fish'],
    ],
    run: async ({ session, positionals: [given = ''] }) => {
      const shell = SHELLS.find((one) => one === given)
      if (!shell)
        return fail(usageError(`There is no completion for "${given}".`, `It is one of: ${SHELLS.join(', ')}.`))
      await session.terminal.out.write(WRITERS[shell](await commands()))
      return ok(EXIT.ok)
    },
  })
