/**
 * The languages of code blocks, and their names in Markdown.
 *
 * @internal
 */

/** The names that highlighters use for languages with another name in Notion. */
const INFO: Readonly<Record<string, string>> = {
  'plain text': '',
  'c++': 'cpp',
  'c#': 'csharp',
  'f#': 'fsharp',
  docker: 'dockerfile',
  'objective-c': 'objectivec',
  'vb.net': 'vbnet',
  'visual basic': 'vb',
  webassembly: 'wasm',
}

/** The info string of a fence: the word after the opening backticks. */
export const infoOf = (language: string): string =>
  Object.hasOwn(INFO, language) ? (INFO[language] ?? '') : language.replace(/\s+/g, '-').replaceAll('`', '')

const LANGUAGES =
  'abap|abc|agda|arduino|ascii art|assembly|bash|basic|bnf|c|c#|c++|clojure|coffeescript|coq|css|dart|dhall|diff|docker|ebnf|elixir|elm|erlang|f#|flow|fortran|gherkin|glsl|go|graphql|groovy|haskell|hcl|html|idris|java|java/c/c++/c#|javascript|json|julia|kotlin|latex|less|lisp|livescript|llvm ir|lua|makefile|markdown|markup|mathematica|matlab|mermaid|nix|notion formula|objective-c|ocaml|pascal|perl|php|plain text|powershell|prolog|protobuf|purescript|python|r|racket|reason|ruby|rust|sass|scala|scheme|scss|shell|smalltalk|solidity|sql|swift|toml|typescript|vb.net|verilog|vhdl|visual basic|webassembly|xml|yaml'

const ALIASES: Readonly<Record<string, string>> = {
  cc: 'c++',
  cjs: 'javascript',
  clj: 'clojure',
  coffee: 'coffeescript',
  console: 'shell',
  cs: 'c#',
  cxx: 'c++',
  erl: 'erlang',
  ex: 'elixir',
  exs: 'elixir',
  fs: 'f#',
  golang: 'go',
  gql: 'graphql',
  h: 'c',
  hpp: 'c++',
  hs: 'haskell',
  htm: 'html',
  jl: 'julia',
  js: 'javascript',
  json5: 'json',
  jsonc: 'json',
  jsx: 'javascript',
  katex: 'latex',
  kt: 'kotlin',
  kts: 'kotlin',
  make: 'makefile',
  md: 'markdown',
  mdx: 'markdown',
  mjs: 'javascript',
  ml: 'ocaml',
  mts: 'typescript',
  objc: 'objective-c',
  patch: 'diff',
  pl: 'perl',
  plain: 'plain text',
  plaintext: 'plain text',
  proto: 'protobuf',
  ps1: 'powershell',
  pwsh: 'powershell',
  py: 'python',
  rb: 'ruby',
  rs: 'rust',
  sh: 'shell',
  shellscript: 'shell',
  sol: 'solidity',
  svg: 'xml',
  terraform: 'hcl',
  tex: 'latex',
  text: 'plain text',
  tf: 'hcl',
  ts: 'typescript',
  tsx: 'typescript',
  txt: 'plain text',
  vba: 'visual basic',
  vue: 'html',
  yml: 'yaml',
  zsh: 'shell',
}

/** Notion's name of the language of a fence; `undefined` if it has none. */
export const languageOf = (info: string): string | undefined => {
  const word = info
    .trim()
    .toLowerCase()
    .replace(/^language-/, '')
  if (word === '') return 'plain text'
  const names = LANGUAGES.split('|')
  const own = names.find((name) => name === word || name.replaceAll(' ', '-') === word)
  const written = Object.entries(INFO).find(([, name]) => name === word)?.[0]
  return own ?? written ?? (Object.hasOwn(ALIASES, word) ? ALIASES[word] : undefined)
}
