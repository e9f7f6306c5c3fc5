// Nothing throws: a failure is a value that says what was given, and what is allowed.
import { createContext, createPage, getPage, type NotionError, updatePage } from 'notion-fp'
import { checkbox } from 'notion-fp/props'

const ctx = createContext({ auth: 'ntn_playground', retry: { attempts: 3 } })

const explain = (error: NotionError): string => {
  switch (error._tag) {
    case 'InvalidInputError':
      return `Before anything was sent: ${error.message}`
    case 'NotFoundError':
      return `Notion has no such page: ${error.message}`
    case 'ValidationError':
      return `Notion refused it: ${error.message}`
    default:
      return `${error._tag}: ${error.message}`
  }
}

// A malformed id, a page that does not exist, and a property that the table does not have.
const attempts = [
  getPage(ctx, { page_id: 'not-an-id' }),
  getPage(ctx, { page_id: '00000000000040008000000000000000' }),
  createPage(ctx, {
    parent: { data_source_id: '2f2e2d2c2b2a4928a726252423222120' },
    properties: { Budget: checkbox(true) },
  }),
  updatePage(ctx, { page_id: '0f0e0d0c0b0a49088706050403020100', icon: { emoji: '🎈' } }),
]

for (const attempt of attempts) {
  const result = await attempt()
  console.log(result._tag === 'Right' ? 'It worked.' : explain(result.left))
}
