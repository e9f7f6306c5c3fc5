/**
 * Equations in a text, between dollar signs.
 *
 * A single dollar sign begins an equation if no space follows it. The next one ends it if no space precedes it, and neither a digit nor a
 * name in capitals follows it: so `$5 and $6` and `$HOME:$PATH` are text. Between several dollar signs, or dollar signs with backticks inside,
 * anything is an equation. Between single dollar signs, a backslash escapes a dollar sign.
 *
 * @internal
 */
import { math } from 'micromark-extension-math'
import { unsafeCast } from '../shared/unsafeCast.js'
import {
  type Code,
  type Construct,
  isLineEnding,
  isSpaceCode,
  type State,
  type SyntaxExtension,
  type Tokenizer,
} from './syntax.js'

const DOLLAR = 36
const BACKSLASH = 92
const BACKTICK = 96
const SPACE = 32

const isDigit = (code: Code): boolean => code !== null && code >= 48 && code <= 57
const isCapital = (code: Code): boolean => code !== null && ((code >= 65 && code <= 90) || code === 95)

/** A digit, or two capitals: after a dollar sign, it is a price or a variable, so the sign does not end an equation. */
const nameAfter: Construct = {
  partial: true,
  tokenize: (effects, ok, nok) => (code) => {
    if (isDigit(code)) return ok(code)
    if (!isCapital(code)) return nok(code)
    effects.enter('data')
    effects.consume(code)
    return (second) => {
      effects.exit('data')
      return isCapital(second) ? ok(second) : nok(second)
    }
  },
}

/** What is known of an equation while it is read. */
interface Progress {
  /** The number of dollar signs at its start: as many end it. */
  opened: number
  /** Its first and its last character. */
  first: Code
  last: Code
}

/** The states after the dollar signs that may end an equation. */
interface Exits {
  /** They do not end it: their number is another one, so they are part of it. */
  readonly data: (code: Code, token: Token) => ReturnType<State>
  readonly ended: State
  readonly failed: State
}

type Effects = Parameters<Tokenizer>[0]
type Token = ReturnType<Effects['enter']>

/** Reads the dollar signs that may end an equation. */
const closingSigns = (effects: Effects, { opened, first, last }: Progress, { data, ended, failed }: Exits): State => {
  const isAfterSpace = isSpaceCode(last)
  const isCertain = opened > 1 || (first === BACKTICK && last === BACKTICK)
  const token = effects.enter('mathTextSequence')
  let count = 0
  const signs: State = (code) => {
    if (code === DOLLAR) {
      effects.consume(code)
      count++
      return signs
    }
    if (count !== opened) return data(code, token)
    effects.exit('mathTextSequence')
    if (isCertain) return ended(code)
    return isAfterSpace ? failed(code) : effects.check(nameAfter, failed, ended)(code)
  }
  return signs
}

const tokenize: Tokenizer = function tokenize(effects, ok, nok) {
  const progress: Progress = { opened: 0, first: null, last: null }
  const consume = (code: Code): void => {
    effects.consume(code)
    progress.last = code
  }
  const opening: State = (code) => {
    if (code === DOLLAR) {
      consume(code)
      progress.opened++
      return opening
    }
    effects.exit('mathTextSequence')
    progress.first = code
    return progress.opened === 1 && isSpaceCode(code) ? nok(code) : between(code)
  }
  const between: State = (code) => {
    if (code === null) return nok(code)
    if (code === DOLLAR) return closingSigns(effects, progress, exits)(code)
    const space = code === SPACE ? 'space' : isLineEnding(code) ? 'lineEnding' : undefined
    if (space) {
      effects.enter(space)
      consume(code)
      effects.exit(space)
      return between
    }
    effects.enter('mathTextData')
    return data(code)
  }
  const data: State = (code) => {
    if (code === null || code === SPACE || code === DOLLAR || isLineEnding(code)) {
      effects.exit('mathTextData')
      return between(code)
    }
    consume(code)
    return code === BACKSLASH && progress.opened === 1 ? escaped : data
  }
  const escaped: State = (code) => {
    if (code !== DOLLAR && code !== BACKSLASH) return data(code)
    consume(code)
    return data
  }
  const exits: Exits = {
    data: (code, token) => {
      token.type = 'mathTextData'
      progress.last = DOLLAR
      return data(code)
    },
    ended: (code) => {
      effects.exit('mathText')
      return ok(code)
    },
    failed: nok,
  }
  return (code) => {
    effects.enter('mathText')
    effects.enter('mathTextSequence')
    return opening(code)
  }
}

/** The syntax of equations, both in a text and as blocks. */
export const mathSyntax = (): SyntaxExtension => {
  const given = math()
  // The list of an extension of the package has exactly one construct, which joins what `tokenize` finds.
  const original: Construct = unsafeCast([given.text?.[DOLLAR]].flat()[0])
  const construct: Construct = { ...original, name: 'dollars', tokenize }
  return { flow: given.flow ?? {}, text: { [DOLLAR]: construct } }
}
