/** What each property type is or is not, where no file of the library can tell. A new type is missing here. Nothing here runs. */
import type { CuttableType } from '../../src/jobs/completion/completePageType.js'
import type { FilterableType, PropertyPayloads, PropertyType } from '../../src/props/propertyTables.js'
import type { RollupItemCondition } from '../../src/props/rollup.js'

/**
 * The types of which a filter has no condition on the elements of a rollup. A new type stands here, or in `RollupItemConditions` of
 * `src/props/rollup.ts`.
 */
export const noElements: { readonly [Type in Exclude<FilterableType, keyof RollupItemCondition>]: string } = {
  title: 'compared as rich_text',
  url: 'compared as rich_text',
  email: 'compared as rich_text',
  phone_number: 'compared as rich_text',
  created_by: 'compared as people',
  created_time: 'compared as a date',
  last_edited_by: 'compared as people',
  last_edited_time: 'compared as a date',
  unique_id: 'compared as a number',
  formula: 'the API has no condition',
  rollup: 'the API has no condition',
  verification: 'the API has no condition',
}

type ListType = {
  [Type in PropertyType]: PropertyPayloads[Type] extends ReadonlyArray<unknown> ? Type : never
}[PropertyType]

/**
 * The lists that a page has whole. A new list stands here, or in `CuttableType` of `src/jobs/completion/completePageType.ts`, and then in
 * `CUTTABLE` of `completeRow.ts` and `LISTS` of `propertyItems.ts` beside it, in `LISTS` of `src/jobs/blocks/copy/readSource.ts` and in
 * `references` of `src/props/incompleteProps.ts`.
 */
export const wholeLists: { readonly [Type in Exclude<ListType, CuttableType>]: string } = {
  multi_select: 'Notion returns all options',
  files: 'Notion returns all files',
}
