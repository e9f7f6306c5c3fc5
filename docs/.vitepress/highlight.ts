/** The colours of code: all of them, however slow the machine, and each block once. */
import type { MarkdownOptions } from 'vitepress'

type MarkdownIt = Parameters<NonNullable<MarkdownOptions['config']>>[0]
type Highlighter = Parameters<NonNullable<MarkdownOptions['shikiSetup']>>[0]

/** The highlighter gives up on a line after half a second, which a busy machine may need for the first line of a language. */
export const highlightWhole = (highlighter: Highlighter): void => {
  const { codeToHtml } = highlighter
  highlighter.codeToHtml = (code, options) => codeToHtml(code, { ...options, tokenizeTimeLimit: 0 })
}

/** The search looks at pages a second time: what has been highlighted is not highlighted again. */
export const highlightOnce = ({ options }: MarkdownIt): void => {
  const { highlight } = options
  if (!highlight) return
  const highlighted = new Map<string, string>()
  options.highlight = (...given) => {
    const key = JSON.stringify(given)
    const html = highlighted.get(key) ?? highlight(...given)
    highlighted.set(key, html)
    return html
  }
}
