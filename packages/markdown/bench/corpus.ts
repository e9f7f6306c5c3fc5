/** Documents as people write them, and pages as the API returns them. */
import type { BlockTreeRequest } from 'notion-fp/blocks'

const README = `# A tool

[![build](https://example.com/badge.svg)](https://example.com/build) ![logo](docs/logo.png)

A short text with **bold**, _italic_, ~~struck~~ words, \`code\`, a [link](https://example.com/a_(b)) and <https://example.com>.

## Install

\`\`\`sh
npm install a-tool
\`\`\`

1. First
   - nested
     - deeper
       - deepest
2. Second

   with a paragraph

- [x] done
- [ ] to do

> [!WARNING]
> Read this **first**.

| Option | Default | Text |
| :--- | ---: | --- |
| \`a\` | 1 | one \\| two |
| \`b\` | 2 | line<br>break |

<details>
<summary>More</summary>

Hidden _text_.

</details>
`

const PAPER = `# Energy

The famous $E = mc^2$ and

$$
\\int_0^1 x\\,dx = \\frac{1}{2}
$$

A claim[^1] with a footnote, and a [relative link](./other.md#part).

[^1]: The note says why.

> Quote of two lines
> in one paragraph
>
> > and a quote in it

***

Some <u>HTML</u>, H<sub>2</sub>O and <kbd>Ctrl</kbd>.
`

const LONG = [
  `# Long\n`,
  `${'A sentence of some words. '.repeat(120)}😀\n`,
  ...Array.from({ length: 140 }, (_, at) => `- item ${at}`),
  '',
  `| a | b |\n| - | - |\n${Array.from({ length: 120 }, (_, at) => `| ${at} | row${at} |`).join('\n')}`,
  '',
  Array.from({ length: 130 }, (_, at) => `**b${at}** t${at}`).join(' '),
].join('\n')

const OBSIDIAN = `---
title: A note
---

## Day

- one
	- two
		1. three

> [!tip] Titled
> Body text

\`\`\`js
const fence = "\`\`\`"
\`\`\`
`

/** Markdown by name. */
export const DOCUMENTS: Readonly<Record<string, string>> = { readme: README, paper: PAPER, long: LONG, note: OBSIDIAN }

const text = (content: string, annotations: object = {}) => [{ text: { content }, annotations }]
const para = (content: string, children: ReadonlyArray<BlockTreeRequest> = []): BlockTreeRequest => ({
  paragraph: { rich_text: text(content), ...(children.length > 0 && { children }) },
})

/** The blocks of a page, by name. */
export const PAGES: Readonly<Record<string, ReadonlyArray<BlockTreeRequest>>> = {
  styles: [
    { heading_1: { rich_text: text('Title *with* signs') } },
    {
      paragraph: {
        rich_text: [
          ...text('bold ', { bold: true }),
          ...text('and '),
          ...text('code', { code: true }),
          ...text(' a|b <c> 1. [d](e)'),
        ],
      },
    },
    para('1. looks like a list'),
    { quote: { rich_text: text('quoted\nlines'), children: [para('below')] } },
    {
      callout: {
        rich_text: text('watch'),
        icon: { emoji: '⚠️' },
        color: 'yellow_background',
        children: [para('inside')],
      },
    },
  ],
  lists: [
    {
      bulleted_list_item: {
        rich_text: text('a'),
        children: [
          {
            numbered_list_item: {
              rich_text: text('b'),
              children: [{ to_do: { rich_text: text('c'), checked: true } }],
            },
          },
        ],
      },
    },
    { numbered_list_item: { rich_text: text('one') } },
    {
      numbered_list_item: {
        rich_text: text('two'),
        children: [{ code: { rich_text: text('x\n```\ny'), language: 'typescript' } }],
      },
    },
    { toggle: { rich_text: text('toggle'), children: [para('hidden'), { divider: {} }] } },
  ],
  media: [
    {
      table: {
        table_width: 2,
        has_column_header: true,
        children: [
          ['h1', 'h|2'],
          ['a\nb', '`c`'],
        ].map((cells) => ({ table_row: { cells: cells.map((cell) => text(cell)) } })),
      },
    },
    { image: { external: { url: 'https://example.com/a.png' }, caption: text('An image') } },
    { video: { external: { url: 'https://example.com/v.mp4' } } },
    { bookmark: { url: 'https://example.com' } },
    { equation: { expression: 'x^2' } },
    {
      column_list: { children: [{ column: { children: [para('left')] } }, { column: { children: [para('right')] } }] },
    },
    { code: { rich_text: text('a < b'), language: 'c++' } },
  ],
  long: Array.from({ length: 250 }, (_, at) => ({
    toggle: { rich_text: text(`toggle ${at}`), children: [para(`text ${at}`)] },
  })),
}
