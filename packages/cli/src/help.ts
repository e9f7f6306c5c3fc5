/** The help, written from what the commands declare. */

import type { ArgumentSpec, OptionSpec, OptionSpecs } from './args/option.js'
import type { CommandDoc } from './command.js'
import { padText, textWidth } from './terminal/textWidth.js'

const WIDTH = 100

/** Breaks a text into lines of a width. */
const wrapText = (text: string, width: number): ReadonlyArray<string> =>
  text.split('\n').flatMap((paragraph) => {
    const lines: Array<string> = []
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    return [...lines, line]
  })

const isEntry = (paragraph: string): boolean => paragraph.startsWith('- ')

/** Paragraphs, each after an empty line; an entry of a list stands directly below what is before it, and its lines are indented. */
const wrapParagraphs = (paragraphs: ReadonlyArray<string>, width: number): ReadonlyArray<string> =>
  paragraphs.flatMap((paragraph) =>
    isEntry(paragraph)
      ? wrapText(paragraph, width - 2).map((line, index) => (index === 0 ? line : `  ${line}`))
      : ['', ...wrapText(paragraph, width)],
  )

/** Two columns: names, and what they are. */
const listOf = (
  entries: ReadonlyArray<readonly [name: string, what: string]>,
  columns: number,
): ReadonlyArray<string> => {
  const left = Math.min(Math.max(...entries.map(([name]) => name.length)), 30)
  const right = Math.max(20, Math.min(columns, WIDTH) - left - 4)
  return entries.flatMap(([name, what]) => {
    const [first = '', ...rest] = wrapText(what, right)
    const head =
      name.length > left ? [`  ${name}`, `${' '.repeat(left + 4)}${first}`] : [`  ${padText(name, left)}  ${first}`]
    return [...head, ...rest.map((line) => `${' '.repeat(left + 4)}${line}`)]
  })
}

const argumentName = ({ name, optional, rest }: ArgumentSpec): string => {
  const text = `<${name}>${rest ? '…' : ''}`
  return optional ? `[${text}]` : text
}

const optionName = (name: string, { short, value, type, choices }: OptionSpec): string =>
  `${short === undefined ? '' : `-${short}, `}--${name}${type === 'string' ? ` <${value ?? choices?.join('|') ?? 'text'}>` : ''}`

const optionHelp = ({ help, multiple, choices, value }: OptionSpec): string =>
  `${help}${choices && value ? `: ${choices.join(', ')}` : ''}${multiple ? '; repeatable' : ''}`

/** The options of a command, for the help and for completion. */
export const optionLines = (options: OptionSpecs): ReadonlyArray<readonly [name: string, what: string]> =>
  Object.entries(options).map(([name, spec]) => [optionName(name, spec), optionHelp(spec)])

/** The help of a command. */
export const commandHelp = (
  name: string,
  summary: string,
  { details, args, options, examples }: CommandDoc & { readonly options: OptionSpecs },
  columns: number,
): string =>
  [
    `notion-fp ${[name, ...args.map(argumentName)].join(' ')} [options]`,
    '',
    ...wrapText(`${summary}.`, Math.min(columns, WIDTH)),
    ...wrapParagraphs(details ?? [], Math.min(columns, WIDTH)),
    ...(args.length === 0
      ? []
      : [
          '',
          'Arguments:',
          ...listOf(
            args.map((arg) => [argumentName(arg), arg.help]),
            columns,
          ),
        ]),
    '',
    'Options:',
    ...listOf(optionLines(options), columns),
    ...(examples.length === 0
      ? []
      : ['', 'Examples:', ...examples.flatMap(([line, what]) => [`  # ${what}`, `  notion-fp ${line}`])]),
    '',
  ].join('\n')

/** The help without a command. */
export const overview = (
  groups: ReadonlyArray<readonly [title: string, commands: ReadonlyArray<readonly [name: string, what: string]>]>,
  columns: number,
): string =>
  [
    'notion-fp <command> [options]',
    '',
    ...wrapText(
      'Notion on the command line. `notion-fp <command> --help` has the options and examples of a command.',
      Math.min(columns, WIDTH),
    ),
    ...groups.flatMap(([title, commands]) => ['', `${title}:`, ...listOf(commands, columns)]),
    '',
    ...wrapText(
      'The token is read from NOTION_TOKEN, NOTION_API_TOKEN, NOTION_API_KEY, or the file of `notion-fp login`. Pages, databases and data sources are named by their id or their URL. --simulator tries any command without an account:',
      Math.min(columns, WIDTH),
    ),
    '',
    '  notion-fp query 2f2e2d2c2b2a4928a726252423222120 Stage=Idea --simulator',
    '',
    ...wrapText(
      'Exit codes: 0 done; 1 failed; 3 no access; 4 not found; 5 rate limit; 6 done in part; 7 Notion unavailable; 64 wrong command line or value; 130 stopped by Ctrl-C.',
      Math.min(columns, WIDTH),
    ),
    '',
  ].join('\n')
