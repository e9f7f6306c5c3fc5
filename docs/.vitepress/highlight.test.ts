/** The colours of code on the site. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMarkdownRenderer } from 'vitepress'
import { highlightOnce, highlightWhole } from './highlight.ts'

test('behavior: code has all its colours where each step takes seconds, and is highlighted once', async ({ mock }) => {
  const markdown = await createMarkdownRenderer('.', { shikiSetup: highlightWhole })
  const highlight = mock.fn(markdown.options.highlight ?? undefined)
  markdown.options.highlight = highlight
  highlightOnce(markdown)
  let now = 0
  mock.method(Date, 'now', () => (now += 5_000))
  const page = (code: string): string => markdown.render(`\`\`\`ts\n${code}\n\`\`\``)
  const html = page("const name = 'Home'")
  assert.match(html, />const</)
  assert.match(html, />\s*'Home'</)
  assert.equal(page("const name = 'Home'"), html)
  assert.equal(highlight.mock.callCount(), 1)
  assert.notEqual(page("const name = 'Tasks'"), html)
  assert.equal(highlight.mock.callCount(), 2)
})
