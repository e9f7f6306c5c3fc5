/** The tokens that this package adds to those of micromark. */
import 'micromark-util-types'

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    attentionSigns: 'attentionSigns'
    highlight: 'highlight'
    wikiLink: 'wikiLink'
  }
}
