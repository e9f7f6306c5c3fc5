/** Words of an earlier style of this project, which readers had to translate. CONTRIBUTING.md has the list as a table. */
export interface ObsoleteWords {
  readonly pattern: RegExp
  /** The words, for people. */
  readonly words: string
  /** What to write instead. */
  readonly instead: string
}

export const OBSOLETE: ReadonlyArray<ObsoleteWords> = [
  { pattern: /every call can fail with/i, words: 'every call can fail with', instead: 'fails with' },
  { pattern: /leaves? open/i, words: 'leaves open', instead: 'the outcome is unknown' },
  { pattern: /\bhappens? once\b/i, words: 'happens once', instead: 'is not idempotent' },
  { pattern: /what (?:came|comes|becomes|became) of/i, words: 'what became of', instead: 'the outcome, the result' },
  { pattern: /\bcomes? to\b(?! an end)/i, words: 'comes to', instead: 'is, results in' },
  { pattern: /\b(?:is|are|was|be) told\b/i, words: 'is told', instead: 'receives, is notified of' },
  { pattern: /tells what\b/i, words: 'tells what', instead: 'describes, says what' },
  { pattern: /\btried again\b/i, words: 'tried again', instead: 'retried' },
  { pattern: /with dashes or without/i, words: 'with dashes or without', instead: 'with or without dashes' },
  { pattern: /where it is left out/i, words: 'where it is left out', instead: 'if it is absent; Default …' },
  { pattern: /takes? the place of/i, words: 'takes the place of', instead: 'replaces' },
  { pattern: /Notion's own app/i, words: "Notion's own app", instead: 'the Notion app' },
  { pattern: /(?:made|becomes?|makes?) stale/i, words: 'makes stale', instead: 'invalidates' },
  { pattern: /\bsets? going\b/i, words: 'sets going', instead: 'starts' },
  { pattern: /has an agent/i, words: 'has an agent work', instead: 'the agent works' },
  { pattern: /\ball the same\b/i, words: 'all the same', instead: 'nevertheless, still' },
  { pattern: /\bnobody (?:knows|can)\b/i, words: 'nobody knows', instead: 'it is unknown' },
  { pattern: /\bcannot be meant\b/i, words: 'cannot be meant', instead: 'is invalid' },
]

/** The obsolete words in a text, each with what to write instead. */
export const obsoleteIn = (text: string): ReadonlyArray<string> => {
  const line = text.replaceAll(/\s+/g, ' ')
  return OBSOLETE.flatMap(({ pattern, instead }) => {
    const found = pattern.exec(line)
    if (!found) return []
    const around = line.slice(Math.max(0, found.index - 40), found.index + found[0].length + 40).trim()
    return [`"${found[0]}": write "${instead}" (… ${around} …)`]
  })
}

/** The list for people, as a table. */
export const obsoleteTable = (): string =>
  ['| instead of | write |', '|---|---|', ...OBSOLETE.map(({ words, instead }) => `| ${words} | ${instead} |`)].join(
    '\n',
  )
