// Notion returns 25 related pages with a row, however many there are. This project has 40 tasks.
import { createContext, createPage, getPage, isFullPage, toPromise } from 'notion-fp'
import { completePage } from 'notion-fp/completion'
import { relation, title } from 'notion-fp/props'
import { defineDataSource, queryRows } from 'notion-fp/rows'

const ctx = createContext({ auth: 'ntn_playground', rateLimit: { perMinute: 1_000 } })
const data_source_id = '2f2e2d2c2b2a4928a726252423222120'

const Tasks = defineDataSource({ data_source_id, properties: { Name: title, Project: relation } })
const first = await queryRows(ctx, { source: Tasks })[Symbol.asyncIterator]().next()
if (first.done || first.value._tag === 'Left') throw new Error('There are no tasks')
const project_id = first.value.right.Project[0] ?? ''

for (let number = 1; number <= 40; number++) {
  const properties = { Name: title(`Chair ${number}`), Project: relation([project_id]) }
  await createPage(ctx, { parent: { data_source_id }, properties })()
}

const page = await toPromise(getPage(ctx, { page_id: project_id }))
if (!isFullPage(page)) throw new Error('The page has no properties')
const lengthOf = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'relation' in value && Array.isArray(value.relation)
    ? value.relation.length
    : undefined
console.log('getPage:', lengthOf(page.properties.Tasks), 'tasks')

const complete = await completePage(ctx, page)()
if (complete._tag === 'Left') throw new Error(complete.left.message)
console.log('completePage:', lengthOf(complete.right.page.properties.Tasks), 'tasks')
