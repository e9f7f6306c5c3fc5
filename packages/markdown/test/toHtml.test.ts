/** The HTML of each block, and generated trees with hostile text, from which no script may run. */
import { toHast, toHtml } from '@notion-fp/markdown'
import fc from 'fast-check'
import type { BlockNode } from 'notion-fp/blocks'
import { expect, test } from 'vitest'
import { equationRun, hostileText, markdownTree, mention, node, para, run, table, textNode } from './trees.js'

const html = (...tree: ReadonlyArray<BlockNode>): string => toHtml(tree).html

const CASES: ReadonlyArray<readonly [BlockNode, string]> = [
  [
    para([run('a ', { bold: true }), run('<b> & "c"'), run('\n'), run('d', { code: true })]),
    '<p><strong>a </strong>&lt;b&gt; &amp; &quot;c&quot;<br><code>d</code></p>',
  ],
  [
    para([run('a', { color: 'red_background' }), equationRun('x')]),
    '<p><span class="notion-red-background">a</span><code class="language-math math-inline">x</code></p>',
  ],
  [
    para([mention({ type: 'date', date: { start: '2026-01-01', end: null } }, '')]),
    '<p><time datetime="2026-01-01">2026-01-01</time></p>',
  ],
  [textNode('toggle', 'a', {}, para('b')), '<details>\n<summary>a</summary>\n<p>b</p>\n</details>'],
  [
    textNode('heading_2', 'A b!', { is_toggleable: true }),
    '<details>\n<summary>\n<h2 id="a-b">A b!</h2>\n</summary>\n</details>',
  ],
  [
    textNode('callout', 'a', { icon: { type: 'emoji', emoji: '💡' } }),
    '<aside class="notion-callout"><span class="notion-icon">💡</span>\n<div>\n<p>a</p>\n</div>\n</aside>',
  ],
  [
    table([['a'], ['b']]),
    '<table>\n<thead>\n<tr><th scope="col">a</th></tr>\n</thead>\n<tbody>\n<tr><td>b</td></tr>\n</tbody>\n</table>',
  ],
  [
    node('code', { rich_text: [run('a < b')], caption: [run('c')], language: 'c++' }),
    '<figure>\n<pre><code class="language-cpp">a &lt; b</code></pre>\n<figcaption>c</figcaption>\n</figure>',
  ],
  [
    node('image', { type: 'external', external: { url: 'https://a.b/c.png' }, caption: [run('"d"')] }),
    '<figure><img src="https://a.b/c.png" alt="&quot;d&quot;">\n<figcaption>&quot;d&quot;</figcaption>\n</figure>',
  ],
  [
    node('bookmark', { url: 'https://a.b', caption: [] }),
    '<p><a class="notion-bookmark" href="https://a.b">https://a.b</a></p>',
  ],
  [
    node('column_list', {}, node('column', { width_ratio: 0.5 }, para('a')), node('column', {}, para('b'))),
    '<div class="notion-columns">\n<div class="notion-column" style="flex: 0.5">\n<p>a</p>\n</div>\n<div class="notion-column">\n<p>b</p>\n</div>\n</div>',
  ],
]

test.each(CASES)('default: %j', (tree, expected) => {
  expect(html(tree)).toBe(expected)
  expect(toHtml([tree]).losses).toEqual([])
})

test('behavior: adjacent items are in one list', () => {
  const item = (type: string, text: string, more: object = {}, ...children: ReadonlyArray<BlockNode>) =>
    textNode(type, text, { ...more }, ...children)
  expect(
    html(
      item('bulleted_list_item', 'a', {}, item('bulleted_list_item', 'b')),
      item('bulleted_list_item', 'c'),
      item('numbered_list_item', 'd', { list_start_index: 3, list_format: 'letters' }),
      item('to_do', 'e', { checked: true }),
    ),
  ).toBe(
    '<ul>\n<li>a\n<ul>\n<li>b</li>\n</ul>\n</li>\n<li>c</li>\n</ul>\n<ol start="3" type="a">\n<li>d</li>\n</ol>\n<ul class="contains-task-list">\n<li class="task-list-item"><label><input type="checkbox" checked disabled> e</label></li>\n</ul>',
  )
})

test('behavior: headings have anchors of their own, to which a table of contents links', () => {
  const tree = [
    node('table_of_contents', { color: 'default' }),
    textNode('heading_1', 'A'),
    textNode('heading_2', 'a'),
    textNode('heading_2', 'a-1'),
    textNode('heading_3', '!'),
  ]
  expect(html(...tree)).toContain('<li class="notion-level-2"><a href="#a-1">a</a></li>')
  const ids = [...html(...tree).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  expect(ids).toEqual(['a', 'a-1', 'a-1-1', 'section'])
})

test.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '\u0001javascript:x',
])('behavior: the address %j is not written', (url) => {
  const tree = [
    para([run('a', {}, url)]),
    node('bookmark', { url, caption: [] }),
    node('image', { type: 'external', external: { url }, caption: [] }),
  ]
  const { html: written, losses } = toHtml(tree)
  expect(written).not.toMatch(/href|src/)
  expect(losses.map(({ what }) => what)).toEqual(['link', 'url', 'url'])
})

test("params: schemes and builders of one's own", () => {
  const tree = [para([run('a', {}, 'ftp://b.c')]), node('divider', {})]
  expect(toHtml(tree, { schemes: ['ftp'], builders: { divider: () => [] } })).toEqual({
    html: '<p><a href="ftp://b.c">a</a></p>',
    losses: [],
  })
})

test('behavior: no text becomes a tag, and the tree has the same text as the HTML', () => {
  fc.assert(
    fc.property(markdownTree(), hostileText(), (tree, word) => {
      const all = [...tree, para([run(`<script>${word}`, {}, `https://a.b/"onload="${word}`)])]
      const written = toHtml(all).html
      expect(written).not.toMatch(/<script|"onload="/)
      expect(toHast(all).tree.type).toBe('root')
    }),
    { numRuns: 60 },
  )
})
