// The same calls for code that expects the official client: each of its methods, with cache and retries behind it.
import { createContext } from 'notion-fp'
import { asNotionClient } from 'notion-fp/compat'

const notion = asNotionClient(createContext({ auth: 'ntn_playground' }))

const page = await notion.pages.retrieve({ page_id: '0f0e0d0c0b0a49088706050403020100' })
console.log(page.object, page.id)

const { results } = await notion.dataSources.query({ data_source_id: '2f2e2d2c2b2a4928a726252423222120', page_size: 3 })
console.log(results.map(({ id }) => id))
