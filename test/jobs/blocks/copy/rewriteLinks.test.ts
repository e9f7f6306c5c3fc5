import { expect, test } from 'vitest'
import { refersTo, rewriteLinks } from '../../../../src/jobs/blocks/copy/rewriteLinks.js'

const FROM = '11111111-1111-4111-8111-111111111111'
const TO = '22222222-2222-4222-8222-222222222222'
const compact = (id: string): string => id.replaceAll('-', '')
const IDS = new Map([[compact(FROM), compact(TO)]])

test('default: mentions, links and references lead to the copies; everything else stays, in its order', () => {
  const request = {
    paragraph: {
      rich_text: [
        { mention: { page: { id: FROM } } },
        { text: { content: FROM, link: { url: `https://www.notion.so/Title-${compact(FROM)}` } } },
        { mention: { user: { id: FROM } } },
      ],
      color: null,
    },
    link_to_page: { page_id: FROM },
  }
  const written = rewriteLinks(request, IDS)
  expect(JSON.stringify(written)).toBe(
    JSON.stringify({
      paragraph: {
        rich_text: [
          { mention: { page: { id: TO } } },
          { text: { content: FROM, link: { url: `https://www.notion.so/Title-${compact(TO)}` } } },
          { mention: { user: { id: FROM } } },
        ],
        color: null,
      },
      link_to_page: { page_id: TO },
    }),
  )
  expect([refersTo(request, IDS), refersTo(written, IDS)]).toEqual([true, false])
})

test('behavior: blocks may be 10,000 levels deep: deeper than the stack', () => {
  let tree: object = { link_to_page: { page_id: FROM } }
  for (let level = 0; level < 10_000; level++) tree = { toggle: { children: [tree] } }
  expect(refersTo(tree, IDS)).toBe(true)
  expect(refersTo(rewriteLinks(tree, IDS), IDS)).toBe(false)
})
