/** A code block as `<pre><code>`, with the language as a class, as highlighters expect it. Rich text styles are dropped and reported. */
import { text } from '../../shared/json.js'
import { infoOf } from '../../shared/languages.js'
import { plainOf } from '../../shared/leaves.js'
import type { ElementBuilder } from '../elementBuilder.js'
import { h } from '../hast.js'
import { withCaption } from './shared.js'

export const code: ElementBuilder<unknown> = (input) => {
  const { content, lose } = input
  const language = infoOf(text(content.language))
  if (
    input
      .inline(content.rich_text)
      .some((part) => typeof part !== 'string' && part.type === 'element' && part.tagName !== 'br')
  )
    lose('style', 'code has no styles')
  const inside = h('code', { className: language === '' ? undefined : [`language-${language}`] }, [
    plainOf(content.rich_text),
  ])
  return [withCaption(h('pre', {}, [inside]), input)]
}
