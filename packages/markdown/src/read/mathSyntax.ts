/**
 * Equations in a text, between dollar signs.
 *
 * A single dollar sign begins one if no space follows it, and the next one ends it if no space is before it, and neither a digit nor a
 * name in capitals follows it: so `$5 and $6` and `$HOME:$PATH` are text. Several signs, and signs with backticks, are an equation whatever
 * is between them. In one with single signs, a backslash keeps a sign from ending it.
 *
 * @internal
 */
import { math } from 'micromark-extension-math'
import { unsafeCast } from '../shared/unsafeCast.js'
import { type Code, type Construct, isLineEnding, isSpaceCode, type State, type SyntaxExtension } from './syntax.js'

const DOLLAR = 36
const BACKSLASH = 92
const BACKTICK = 96
const SPACE = 32

const isDigit = (code: Code): boolean => code !== null && code >= 48 && code <= 57
const isCapital = (code: Code): boolean => code !== null && ((code >= 65 && code <= 90) || code === 95)

/** A digit, or two capitals: what follows the sign of a price or of a variable. */
const name: Construct = {
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

const tokenize: Construct['tokenize'] = function tokenize(effects, ok, nok) {
  let opened = 0
  let closing = 0
  let first: Code = null
  let last: Code = null
  const consume = (code: Code): void => {
    effects.consume(code)
    last = code
  }
  const ended: State = (code) => {
    effects.exit('mathText')
    return ok(code)
  }
  const opening: State = (code) => {
    if (code === DOLLAR) {
      consume(code)
      opened++
      return opening
    }
    effects.exit('mathTextSequence')
    first = code
    return opened === 1 && isSpaceCode(code) ? nok(code) : between(code)
  }
  const between: State = (code) => {
    if (code === null) return nok(code)
    if (code === DOLLAR) {
      closing = 0
      const isAfterSpace = isSpaceCode(last)
      const isCertain = opened > 1 || (first === BACKTICK && last === BACKTICK)
      const token = effects.enter('mathTextSequence')
      const signs: State = (sign) => {
        if (sign === DOLLAR) {
          consume(sign)
          closing++
          return signs
        }
        if (closing !== opened) {
          token.type = 'mathTextData'
          return data(sign)
        }
        effects.exit('mathTextSequence')
        if (isCertain) return ended(sign)
        return isAfterSpace ? nok(sign) : effects.check(name, nok, ended)(sign)
      }
      return signs(code)
    }
    if (code === SPACE || isLineEnding(code)) {
      const type = code === SPACE ? 'space' : 'lineEnding'
      effects.enter(type)
      consume(code)
      effects.exit(type)
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
    const isEscape = code === BACKSLASH && opened === 1
    consume(code)
    return isEscape ? escaped : data
  }
  const escaped: State = (code) => {
    if (code !== DOLLAR && code !== BACKSLASH) return data(code)
    consume(code)
    return data
  }
  return (code) => {
    effects.enter('mathText')
    effects.enter('mathTextSequence')
    return opening(code)
  }
}

/** The syntax of equations, those that are blocks too. */
export const mathSyntax = (): SyntaxExtension => {
  const given = math()
  // The list of an extension of the package has exactly one construct, which joins what `tokenize` finds.
  const original: Construct = unsafeCast([given.text?.[DOLLAR]].flat()[0])
  const construct: Construct = { ...original, name: 'dollars', tokenize }
  return { flow: given.flow ?? {}, text: { [DOLLAR]: construct } }
}
