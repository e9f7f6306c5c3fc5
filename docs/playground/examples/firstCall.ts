// Press Run. The program talks to a Notion that lives in this page: change what you like.
import { createContext, getPage, toPromise } from 'notion-fp'
import { formatPageTitle } from 'notion-fp/props'

const ctx = createContext({ auth: 'ntn_playground' })

const page = await toPromise(getPage(ctx, { page_id: '0f0e0d0c0b0a49088706050403020100' }))

console.log(formatPageTitle(page))
console.log(page)
