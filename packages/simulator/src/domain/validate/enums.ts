/** Lists of values that the API accepts: colors, languages of code, and functions of rollups. */

const TINTS = ['gray', 'brown', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'red'] as const

/** Colors of text and blocks. */
export const COLORS = ['default', ...TINTS, 'default_background', ...TINTS.map((tint) => `${tint}_background`)]

/** Colors of select, multi-select and status options. */
export const OPTION_COLORS = ['default', ...TINTS]

/** Languages of a code block. */
export const LANGUAGES =
  'abap|abc|agda|arduino|ascii art|assembly|bash|basic|bnf|c|c#|c++|clojure|coffeescript|coq|css|dart|dhall|diff|docker|ebnf|elixir|elm|erlang|f#|flow|fortran|gherkin|glsl|go|graphql|groovy|haskell|hcl|html|idris|java|javascript|json|julia|kotlin|latex|less|lisp|livescript|llvm ir|lua|makefile|markdown|markup|matlab|mathematica|mermaid|nix|notion formula|objective-c|ocaml|pascal|perl|php|plain text|powershell|prolog|protobuf|purescript|python|r|racket|reason|ruby|rust|sass|scala|scheme|scss|shell|smalltalk|solidity|sql|swift|toml|typescript|vb.net|verilog|vhdl|visual basic|webassembly|xml|yaml|java/c/c++/c#'.split(
    '|',
  )

/** The functions of a rollup. */
export const ROLLUP_FUNCTIONS =
  'count|count_values|empty|not_empty|unique|show_unique|percent_empty|percent_not_empty|sum|average|median|min|max|range|earliest_date|latest_date|date_range|checked|unchecked|percent_checked|percent_unchecked|count_per_group|percent_per_group|show_original'.split(
    '|',
  )
