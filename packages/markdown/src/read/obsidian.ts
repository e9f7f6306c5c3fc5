/**
 * What Obsidian adds to Markdown: links between notes and highlights.
 *
 * @internal
 */
import type { Extension as NodeExtension } from 'mdast-util-from-markdown'
import { unsafeCast } from '../shared/unsafeCast.js'
import type { SyntaxExtension } from './syntax.js'

const BANG = 33
const EQUALS = 61
const OPEN = 91
const CLOSE = 93

/** The end of the text, or of a line: these codes are negative. */
const isEnd = (code: number | null): boolean => code === null || (code < -2 && code > -6)

const isSpace = (code: number | null): boolean => code === null || code < 0 || code === 32

/** `[[Note]]`, `[[Note|text]]` and `![[Note]]`. */
const wikiLink: NonNullable<SyntaxExtension['text']>[string] = {
  name: 'wikiLink',
  tokenize: (effects, ok, nok) => {
    let isEmpty = true
    const sign = (expected: number, next: typeof ok) => (code: number | null) => {
      if (code !== expected) return nok(code)
      effects.consume(code)
      return next
    }
    const ended: typeof ok = (code) => {
      effects.exit('wikiLink')
      return ok(code)
    }
    const inside: typeof ok = (code) => {
      if (isEnd(code) || code === OPEN) return nok(code)
      if (code === CLOSE) return isEmpty ? nok(code) : sign(CLOSE, sign(CLOSE, ended))(code)
      isEmpty = false
      effects.consume(code)
      return inside
    }
    return (code) => {
      effects.enter('wikiLink')
      return code === BANG ? sign(BANG, sign(OPEN, sign(OPEN, inside)))(code) : sign(OPEN, sign(OPEN, inside))(code)
    }
  },
}

/** Two equals signs, which begin or end a highlight. */
const highlight: NonNullable<SyntaxExtension['text']>[string] = {
  name: 'highlight',
  tokenize(effects, ok, nok) {
    const { previous } = this
    const end: typeof ok = (code) => {
      effects.exit('highlight')
      // Between spaces they are text.
      return isSpace(previous) && isSpace(code) ? nok(code) : ok(code)
    }
    const second: typeof ok = (code) => {
      if (code !== EQUALS) return nok(code)
      effects.consume(code)
      return end
    }
    return (code) => {
      effects.enter('highlight')
      effects.consume(code)
      return second
    }
  },
}

/** The syntax of links between notes and of highlights. */
export const obsidianSyntax = (): SyntaxExtension => ({
  text: { [BANG]: wikiLink, [OPEN]: wikiLink, [EQUALS]: highlight },
})

/** Nodes of the types `wikiLink`, with its Markdown as `value`, and `highlight`. */
export const obsidianNodes = (): NodeExtension => ({
  // The types of tokens and nodes are those of CommonMark only.
  enter: unsafeCast({
    wikiLink(
      this: { enter: (node: object, token: never) => void; sliceSerialize: (token: never) => string },
      token: never,
    ) {
      this.enter({ type: 'wikiLink', value: this.sliceSerialize(token) }, token)
    },
    highlight(this: { enter: (node: object, token: never) => void }, token: never) {
      this.enter({ type: 'highlight', value: '' }, token)
    },
  }),
  exit: unsafeCast({
    wikiLink(this: { exit: (token: never) => void }, token: never) {
      this.exit(token)
    },
    highlight(this: { exit: (token: never) => void }, token: never) {
      this.exit(token)
    },
  }),
})
