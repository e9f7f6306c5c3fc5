// A page is copied with its child pages. Links between them lead to the copies, and what is lost is listed.
import { createContext } from 'notion-fp'
import { copyPage } from 'notion-fp/blocks'

const ctx = createContext({ auth: 'ntn_playground' })
const home = { page_id: '0f0e0d0c0b0a49088706050403020100' }

// The shopping list, and the page about the market below it.
const copied = await copyPage(ctx, { page_id: '1f1e1d1c1b1a49189716151413121110', parent: home, deep: true })()
if (copied._tag === 'Left') throw new Error(copied.left.message)

const { pages, losses, requests } = copied.right
console.log(`${pages.length} pages copied in ${requests} requests`)
console.log('Lost:', losses)
