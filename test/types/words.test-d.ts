/** Word lists: closed in requests, open in answers, one list for both. Nothing here runs. */
import type * as Official from '@notionhq/client/build/src/api-endpoints/common.js'
import type { IconRequest } from '../../src/core/objects/icon.js'
import type { Annotations } from '../../src/core/objects/richText.js'
import type { RichTextRequest } from '../../src/core/objects/richTextRequest.js'
import type { BuiltInIconColor, CodeLanguage, Color, Context, RollupFunction, SelectColor } from '../../src/index.js'
import { request, updateBlock } from '../../src/index.js'
import type { CodeBlock, ParagraphBlock } from '../../src/ops/blocks/block/text.js'
import type { BlockRequest } from '../../src/ops/blocks/blockRequest.js'
import { multiSelect, select, status } from '../../src/props/index.js'
import type { OptionConfig, SelectOption } from '../../src/props/option.js'
import type { PropertyConfigOf } from '../../src/props/propertyConfig.js'
import type { PropertyValuesRequest } from '../../src/props/propertyValueRequest.js'
import type { RollupResult } from '../../src/props/rollup.js'
import type { SchemaRequest, SchemaUpdate } from '../../src/props/schemaRequest.js'
import { type Equal, holds } from './compare.js'

// The lists are those of the official client.
holds<Equal<Color, Official.ApiColor>>()
holds<Equal<SelectColor, Official.SelectColor>>()
holds<Equal<CodeLanguage, Official.LanguageRequest>>()
holds<Equal<RollupFunction, Official.RollupFunction>>()

const rich_text = [{ text: { content: 'words' } }]

export const blocks: ReadonlyArray<BlockRequest> = [
  // @ts-expect-error [2322] a language that Notion does not know
  { code: { rich_text, language: 'ts' } },
  // @ts-expect-error [2322] a color that Notion does not know
  { paragraph: { rich_text, color: 'rainbow' } },
  // @ts-expect-error [2322] nor for a table of contents
  { table_of_contents: { color: 'rainbow' } },
  // @ts-expect-error [2322] nor in children
  { toggle: { rich_text, children: [{ quote: { rich_text, color: 'rainbow' } }] } },
]

export const run: RichTextRequest = {
  text: { content: 'words' },
  // @ts-expect-error [2322] a color that Notion does not know
  annotations: { color: 'rainbow' },
}

export const mention: RichTextRequest = {
  // @ts-expect-error [2322] a word that templates do not know
  mention: { template_mention: { template_mention_date: 'tomorrow' } },
}

// @ts-expect-error [2322] a color that icons do not have
export const icon: IconRequest = { icon: { name: 'star', color: 'gold' } }

export const values: PropertyValuesRequest = {
  // @ts-expect-error [2322] a color that options do not have
  Stage: { select: { name: 'Todo', color: 'rainbow' } },
  // @ts-expect-error [2322] nor have those of a multi-select
  Tags: { multi_select: [{ name: 'a', color: 'red_background' }] },
}

export const built: ReadonlyArray<unknown> = [
  // @ts-expect-error [2322] a color that options do not have
  select({ name: 'Todo', color: 'rainbow' }),
  // @ts-expect-error [2322] nor have those of a status
  status({ name: 'Todo', color: 'rainbow' }),
  // @ts-expect-error [2322] nor have those of a multi-select
  multiSelect([{ name: 'Todo', color: 'rainbow' }]),
]

export const schema: SchemaRequest = {
  // @ts-expect-error [2322] a color that options do not have
  Stage: { select: { options: [{ name: 'Todo', color: 'rainbow' }] } },
  // @ts-expect-error [2322] a function that rollups do not have
  Sum: { rollup: { function: 'total', relation_property_name: 'a', rollup_property_name: 'b' } },
  // The official client takes any number format, and so does Notion before this library knows it.
  Price: { number: { format: 'a_currency_to_come' } },
}

export const changes: SchemaUpdate = {
  // @ts-expect-error [2322] a color that options do not have
  Stage: { status: { options: [{ name: 'Todo', color: 'rainbow' }] } },
}

// Answers may hold any word, and are still compared with the known ones.
export const open = (code: CodeBlock, paragraph: ParagraphBlock, style: Annotations, rollup: RollupResult): boolean =>
  code.code.language === 'a language to come' ||
  paragraph.paragraph.color === 'rainbow' ||
  style.color === 'rainbow' ||
  rollup.function === 'total'

// What was read can be written back beside what is new.
export const addOption = (property: PropertyConfigOf<'select'>): SchemaUpdate => ({
  Stage: { select: { options: [...property.select.options, { name: 'Later', color: 'gray' }] } },
})
export const keepOption = (option: OptionConfig): SchemaUpdate => ({ Stage: { status: { options: [option] } } })
export const addTag = (tags: ReadonlyArray<SelectOption>): PropertyValuesRequest => ({
  Tags: { multi_select: [...tags, { name: 'urgent' }] },
})
export const sameStage = (stage: SelectOption | null): PropertyValuesRequest => ({ Stage: { select: stage } })

// A word that this library does not know yet goes out all the same: asserted, or by the general request.
export const asserted = (ctx: Context, block_id: string) =>
  updateBlock(ctx, { block_id, paragraph: { color: 'rainbow' as Color } })
export const newer = (ctx: Context, block_id: string) =>
  request(ctx, {
    method: 'PATCH',
    path: `blocks/${block_id}`,
    body: { paragraph: { color: 'rainbow' } },
  })

// @ts-expect-error [2322] the list of icons is closed as well
export const gold: BuiltInIconColor = 'gold'
