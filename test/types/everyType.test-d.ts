/** Lists that the compiler cannot compare with the types of properties where they stand. Nothing here runs. */
import type { CuttableType } from '../../src/jobs/completion/completePageType.js'
import type { PropertyPayloads, PropertyType } from '../../src/props/propertyTables.js'

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
