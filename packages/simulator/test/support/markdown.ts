import fc from 'fast-check'
import { asArray, asObject, type Json, type JsonObject } from '../../src/domain/values/json.js'
import { type Harness, HOME } from './harness.js'

/** A run of text. */
export const t = (content: string, annotations: JsonObject = {}): JsonObject => ({ text: { content }, annotations })

/** A new page with blocks. */
export const on = async ({ ok }: Harness, children: ReadonlyArray<Json>): Promise<string> => {
  const page = await ok('POST', 'pages', { parent: { page_id: HOME }, properties: {}, children })
  return String(page.id)
}

/** The content of a page with its descendants, without ids and times. */
export const contentOf = async (tools: Harness, id: string): Promise<ReadonlyArray<unknown>> => {
  const { results } = await tools.ok('GET', `blocks/${id}/children`)
  return Promise.all(
    asArray(results)
      .map(asObject)
      .map(async (block) => {
        const type = String(block.type)
        const below = block.has_children === true ? await contentOf(tools, String(block.id)) : []
        return { type, payload: block[type], below }
      }),
  )
}

/** A page as Markdown. */
export const markdownOf = async ({ ok }: Harness, id: string): Promise<string> =>
  String((await ok('GET', `pages/${id}/markdown`)).markdown)

const words = fc.string({ unit: fc.constantFrom(...'ab *_~`$[]<>{}|\\#-.1!:'), minLength: 1, maxLength: 12 })
const style = fc.constantFrom<JsonObject>({ bold: true }, { italic: true }, { code: true }, { color: 'red' })
/** Runs that differ from their neighbours, as in a response: adjacent marks are ambiguous in Markdown. */
const richText = fc
  .tuple(words, style, words)
  .map(([before, annotations, marked]) => [
    t(`${before.trimStart()}a`),
    t(`a${marked.replaceAll('`', '')}a`, annotations),
  ])

/** Lists of blocks, some of them with children. */
export const blocks = fc.letrec<{ block: JsonObject; blocks: ReadonlyArray<JsonObject> }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 1 },
    richText.map((rich_text): JsonObject => ({ paragraph: { rich_text } })),
    richText.map((rich_text): JsonObject => ({ to_do: { rich_text, checked: false } })),
    fc
      .tuple(richText, tie('blocks'))
      .map(([rich_text, children]): JsonObject => ({ bulleted_list_item: { rich_text, children } })),
    fc.tuple(richText, tie('blocks')).map(([rich_text, children]): JsonObject => ({ toggle: { rich_text, children } })),
    fc
      .tuple(richText, tie('blocks'))
      .map(([rich_text, children]): JsonObject => ({ callout: { rich_text, children } })),
    fc.constant<JsonObject>({ divider: {} }),
  ),
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
})).blocks
