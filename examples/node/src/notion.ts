/** Where Notion is: the real one where `NOTION_TOKEN` is set, otherwise a small one in this process, which needs no account. */
import { createSimulator } from '@notion-fp/simulator'
import { type Context, createContext } from 'notion-fp'

const GARDEN = `## This week
- [x] Order seeds
- [ ] Dig the pond
  - [ ] Borrow a spade
  - [ ] Call before digging
- [ ] Repair the greenhouse

| Bed | Crop |
| --- | --- |
| North | Beans |
| South | Tomatoes |

> A garden is never finished.
`

const WORKSPACE = {
  pages: [
    {
      title: 'Garden',
      icon: '🌱',
      markdown: GARDEN,
      last_edited_time: '2026-03-02T09:00:00.000Z',
      created_time: '2026-01-12T09:00:00.000Z',
    },
    { title: 'Reading list', icon: '📚', markdown: '1. *Silent Spring*', created_time: '2026-01-05T18:00:00.000Z' },
    { title: 'Recipes', icon: '🍲', created_time: '2025-11-30T12:00:00.000Z' },
  ],
}

export const connect = async (): Promise<Context> => {
  const auth = process.env.NOTION_TOKEN
  if (auth) return createContext({ auth })
  const simulator = createSimulator()
  await simulator.load(WORKSPACE)
  return createContext({ auth: 'ntn_any', fetch: simulator.fetch })
}
