/** The languages of code blocks. The fence of a code block may use another common name, such as `js`. */
import { LANGUAGES } from '../validate/enums.js'

/** Other names of languages, and their names in Notion. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ['', 'plain text'],
  ['cpp', 'c++'],
  ['cs', 'c#'],
  ['csharp', 'c#'],
  ['dockerfile', 'docker'],
  ['fsharp', 'f#'],
  ['golang', 'go'],
  ['hs', 'haskell'],
  ['js', 'javascript'],
  ['jsx', 'javascript'],
  ['kt', 'kotlin'],
  ['md', 'markdown'],
  ['objc', 'objective-c'],
  ['plaintext', 'plain text'],
  ['ps1', 'powershell'],
  ['py', 'python'],
  ['rb', 'ruby'],
  ['rs', 'rust'],
  ['sh', 'shell'],
  ['tex', 'latex'],
  ['text', 'plain text'],
  ['ts', 'typescript'],
  ['tsx', 'typescript'],
  ['txt', 'plain text'],
  ['yml', 'yaml'],
  ['zsh', 'shell'],
])

/** The language of a code block by the info string of its fence. */
export const languageOf = (word: string): string => {
  const known = word.toLowerCase()
  return LANGUAGES.includes(known) ? known : (ALIASES.get(known) ?? 'plain text')
}
