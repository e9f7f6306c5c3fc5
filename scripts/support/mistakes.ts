/** Calls that do not compile, and what the compiler is to say of each. */

/** A call that does not compile. */
export interface Mistake {
  readonly name: string
  readonly code: string
  /** Where the error is to be: the first place in the call that has this text. */
  readonly at: string
  /** What its message has to have in it. */
  readonly says: string
}

/** What the calls are made with. */
export const PREAMBLE = `
import { appendBlockChildren, type Context, createComment, createDatabase, createPage, queryDataSource, updateBlock, updatePage } from 'notion-fp'
import { date, formula, multiSelect, number, relation, select, title, writeProps } from 'notion-fp/props'
import { createRow, defineDataSource, queryRows, type Row, updateRow, upsertRows } from 'notion-fp/rows'
declare const ctx: Context
declare const id: string
const rich_text = [{ text: { content: 'words' } }]
const Task = { Name: title, Estimate: number, Stage: select }
const Double = formula.of('number', 'prop("Estimate") * 2')
const Tasks = defineDataSource({
  properties: { ...Task, Stage: select.of('Todo', 'Done'), Tags: multiSelect.of('home'), Due: date, Project: relation, Double },
})
declare const row: Row<typeof Tasks>
`

const query = (filter: string): string => `queryDataSource(ctx, { data_source_id: id, filter: ${filter} })`
const append = (children: string): string => `appendBlockChildren(ctx, { block_id: id, children: ${children} })`
const update = (properties: string): string => `updatePage(ctx, { page_id: id, properties: ${properties} })`
const create = (properties: string): string =>
  `createDatabase(ctx, { parent: { page_id: id }, initial_data_source: { properties: ${properties} } })`
const rows = (params: string): string => `queryRows(ctx, { source: Tasks, ${params} })`
const added = (values: string): string => `createRow(ctx, { source: Tasks, values: ${values} })`

/** The mistakes that people make most. */
export const MISTAKES: ReadonlyArray<Mistake> = [
  {
    name: 'a filter with two conditions',
    code: query(`{ property: 'x', number: { equals: 1 }, checkbox: { equals: true } }`),
    at: 'checkbox',
    says: `not assignable to type 'AbsentBesideAnotherCondition'`,
  },
  {
    name: 'a range in one condition',
    code: query(`{ property: 'x', number: { greater_than: 1, less_than: 3 } }`),
    at: 'less_than',
    says: `not assignable to type 'AbsentBesideAnotherCondition'`,
  },
  {
    name: 'a group beside a condition',
    code: query(`{ and: [], property: 'x', number: { equals: 1 } }`),
    at: 'property',
    says: `not assignable to type 'AbsentBesideAnotherCondition'`,
  },
  {
    name: 'a filter in a group with two conditions',
    code: query(`{ or: [{ and: [{ property: 'x', number: { equals: 1 }, checkbox: { equals: true } }] }] }`),
    at: '{ property',
    says: `not assignable to type 'AbsentBesideAnotherCondition'`,
  },
  {
    name: 'groups in three levels',
    code: query(`{ and: [{ or: [{ and: [{ property: 'x', number: { equals: 1 } }] }] }] }`),
    at: 'and: [{ property',
    says: `not assignable to type 'AbsentBesideAConditionAndBelowTheSecondLevel'`,
  },
  { name: 'an empty filter', code: query('{}'), at: 'filter', says: `'{}' is not assignable to type 'Filter` },
  {
    name: 'a filter without a condition',
    code: query(`{ property: 'x' }`),
    at: 'filter',
    says: `'{ property: string; }' is not assignable to type 'Filter`,
  },
  {
    name: 'a misspelt condition',
    code: query(`{ property: 'x', number: { equls: 1 } }`),
    at: 'equls',
    says: `Did you mean to write 'equals'?`,
  },
  {
    name: 'a condition with a value of another type',
    code: query(`{ property: 'x', number: { equals: '1' } }`),
    at: 'equals',
    says: `is not assignable to type 'number`,
  },
  {
    name: 'a misspelt direction',
    code: `queryDataSource(ctx, { data_source_id: id, sorts: [{ property: 'x', direction: 'asc' }] })`,
    at: 'direction',
    says: `'"asc"' is not assignable to type 'SortDirection'`,
  },
  {
    name: 'a sort by two things',
    code: `queryDataSource(ctx, { data_source_id: id, sorts: [{ property: 'x', timestamp: 'created_time', direction: 'ascending' }] })`,
    at: '{ property',
    says: `is not assignable to type 'AbsentInThisSort'`,
  },
  {
    name: 'a block with two types',
    code: append('[{ paragraph: { rich_text }, quote: { rich_text } }]'),
    at: '{ paragraph',
    says: `not assignable to type 'AbsentBesideAnotherType'`,
  },
  {
    name: 'a block with the content of another type',
    code: append(`[{ type: 'paragraph', heading_1: { rich_text } }]`),
    at: '{ type',
    says: `Types of property 'heading_1' are incompatible`,
  },
  {
    name: 'a misspelt type of block',
    code: append('[{ paragraf: { rich_text } }]'),
    at: 'paragraf',
    says: `Did you mean to write 'paragraph'?`,
  },
  {
    name: 'one block in place of a list',
    code: append('{ paragraph: { rich_text } }'),
    at: 'paragraph',
    says: `does not exist in type 'readonly BlockRequest[]'`,
  },
  {
    name: 'a text in place of rich text',
    code: append(`[{ paragraph: { rich_text: 'words' } }]`),
    at: 'rich_text',
    says: `'string' is not assignable to type 'readonly RichTextRequest[]'`,
  },
  {
    name: 'rich text with two types',
    code: append(`[{ paragraph: { rich_text: [{ text: { content: 'x' }, equation: { expression: 'x' } }] } }]`),
    at: '{ text',
    says: `not assignable to type 'AbsentBesideAnotherType'`,
  },
  {
    name: 'a text without its content',
    code: append(`[{ paragraph: { rich_text: [{ text: 'words' }] } }]`),
    at: `text: 'words'`,
    says: '{ readonly content: string;',
  },
  {
    name: 'a language that Notion does not know',
    code: append(`[{ code: { rich_text, language: 'ts' } }]`),
    at: 'language',
    says: `'"ts"' is not assignable to type 'CodeLanguage'`,
  },
  {
    name: 'a color that Notion does not know',
    code: `updateBlock(ctx, { block_id: id, paragraph: { color: 'rainbow' } })`,
    at: 'color',
    says: `'"rainbow"' is not assignable to type 'Color`,
  },
  {
    name: 'a code block without a language',
    code: append('[{ code: { rich_text } }]'),
    at: 'code',
    says: `Property 'language' is missing`,
  },
  {
    name: 'a parent with two ids',
    code: 'createPage(ctx, { parent: { page_id: id, data_source_id: id } })',
    at: 'data_source_id',
    says: `not assignable to type 'AbsentBesideAnotherParent'`,
  },
  {
    name: 'an id in place of a parent',
    code: 'createPage(ctx, { parent: id })',
    at: 'parent',
    says: `'string' is not assignable to type 'NewPageParentRequest`,
  },
  {
    name: 'an icon of two types',
    code: `createPage(ctx, { icon: { emoji: '🧭', external: { url: 'https://example.com' } } })`,
    at: 'external',
    says: `not assignable to type 'AbsentBesideAnotherType'`,
  },
  {
    name: 'an emoji in place of an icon',
    code: `createPage(ctx, { icon: '🧭' })`,
    at: 'icon',
    says: `'string' is not assignable to type 'IconRequest`,
  },
  {
    name: 'a title that is a number',
    code: 'title(3)',
    at: '3',
    says: `'number' is not assignable to parameter of type 'TextInput'`,
  },
  { name: 'a value of another type', code: `number('3')`, at: `'3'`, says: `'string' is not assignable to parameter` },
  {
    name: 'a plain value in place of a property',
    code: update(`{ Name: 'x' }`),
    at: 'Name',
    says: `'string' is not assignable to type 'PropertyValueRequest`,
  },
  {
    name: 'a plain value in place of an option',
    code: update(`{ Stage: { select: 'Done' } }`),
    at: 'select',
    says: 'SelectOptionRequest',
  },
  {
    name: 'a property of two types',
    code: update('{ Both: { number: 3, checkbox: true } }'),
    at: 'checkbox',
    says: `not assignable to type 'AbsentBesideAnotherType'`,
  },
  {
    name: 'a misspelt property of a schema',
    code: `writeProps(Task)({ Nmae: 'x' })`,
    at: 'Nmae',
    says: `'Nmae' does not exist in type 'WritablePropsOf`,
  },
  {
    name: 'an option in place of a list of options',
    code: `multiSelect('a')`,
    at: `'a'`,
    says: `'string' is not assignable to parameter of type 'readonly OptionInput[]'`,
  },
  {
    name: 'a range of dates without a start',
    code: `date({ end: '2026-03-11' })`,
    at: '{ end',
    says: `Property 'start' is missing`,
  },
  {
    name: 'a comment in two places',
    code: 'createComment(ctx, { parent: { page_id: id }, discussion_id: id, rich_text })',
    at: '{ parent',
    says: `not assignable to type 'AbsentBesideParent'`,
  },
  {
    name: 'a configuration of two types',
    code: create('{ Name: { title: {}, number: {} } }'),
    at: 'number',
    says: `not assignable to type 'AbsentBesideAnotherType'`,
  },
  {
    name: 'texts in place of options',
    code: create(`{ Stage: { select: { options: ['Todo'] } } }`),
    at: `'Todo'`,
    says: `'string' is not assignable to type 'OptionRequest'`,
  },
  {
    name: 'properties beside the data source that they belong to',
    code: 'createDatabase(ctx, { parent: { page_id: id }, properties: {} })',
    at: 'properties',
    says: `'properties' does not exist in type 'CreateDatabaseParams'`,
  },
  {
    name: 'a condition on a property that is not declared',
    code: rows(`where: { Nmae: { equals: 'x' } }`),
    at: 'Nmae',
    says: `'Nmae' does not exist in type 'Where<`,
  },
  {
    name: 'a condition of another type of property',
    code: rows(`where: { Estimate: { contains: 'x' } }`),
    at: 'contains',
    says: `'contains' does not exist in type`,
  },
  {
    name: 'a condition on a row with a value of another type',
    code: rows(`where: { Estimate: { equals: '3' } }`),
    at: 'equals',
    says: `is not assignable to type 'number`,
  },
  {
    name: 'a condition with an option that is not declared',
    code: rows(`where: { Stage: { equals: 'Tod' } }`),
    at: 'equals',
    says: `Did you mean '"Todo"'?`,
  },
  {
    name: 'a condition of another type in an alternative',
    code: rows(`where: { or: [{ Done: { equals: true } }] }`),
    at: 'Done',
    says: `'Done' does not exist in type 'Where<`,
  },
  {
    name: 'a sort by a property that is not declared',
    code: rows(`sorts: [{ property: 'Nmae', direction: 'ascending' }]`),
    at: 'property',
    says: `| "Name" |`,
  },
  {
    name: 'a selected property that is not declared',
    code: rows(`select: ['Nmae']`),
    at: `'Nmae'`,
    says: `| "Name" |`,
  },
  {
    name: 'a value of a property that is not declared',
    code: added(`{ Nmae: 'x' }`),
    at: 'Nmae',
    says: `'Nmae' does not exist in type`,
  },
  {
    name: 'a plain value of another type',
    code: added(`{ Estimate: '3' }`),
    at: 'Estimate',
    says: `'string' is not assignable to type 'number'`,
  },
  {
    name: 'an option that is not declared',
    code: added(`{ Stage: 'Tod' }`),
    at: 'Stage',
    says: `Did you mean '"Todo"'?`,
  },
  {
    name: 'a value that Notion computes',
    code: `updateRow(ctx, { source: Tasks, page_id: id, values: { Double: 3 } })`,
    at: 'Double',
    says: `'ComputedByNotion`,
  },
  {
    name: 'the id of a row among its values',
    code: added(`{ id, Name: 'x' }`),
    at: 'id',
    says: `'NotAValue`,
  },
  {
    name: 'a key that cannot identify a row',
    code: `upsertRows(ctx, { source: Tasks, key: 'Due', rows: [] })`,
    at: 'key',
    says: `| "Name"`,
  },
  {
    name: 'a value of another type in a row to upsert',
    code: `upsertRows(ctx, { source: Tasks, key: 'Name', rows: [{ Name: 'x', Estimate: '3' }] })`,
    at: 'Estimate',
    says: `'string' is not assignable to type 'number'`,
  },
  {
    name: 'a property without its type',
    code: `defineDataSource({ properties: { Name: 'title' } })`,
    at: 'Name',
    says: `'string' is not assignable to type 'PropertyDeclaration'`,
  },
  {
    name: 'a key that is reserved',
    code: `defineDataSource({ properties: { id: number } })`,
    at: 'id',
    says: `'ReservedKey`,
  },
  {
    name: 'a row with a property that is not declared',
    code: `row.Nmae`,
    at: 'Nmae',
    says: `Property 'Nmae' does not exist on type '{ readonly`,
  },
  {
    name: 'a row, which is shown as a plain record',
    code: `export const shown: 3 = row`,
    at: 'shown',
    says: `readonly Name: string; `,
  },
]
