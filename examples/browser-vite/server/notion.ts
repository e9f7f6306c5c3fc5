/** Where Notion is: the real one where `NOTION_TOKEN` is set, otherwise a small one in this process, which needs no account. */
import { createSimulator } from '@notion-fp/simulator'

/** A token, and how requests are sent with it. */
export interface Notion {
  readonly token: string
  readonly fetch: (request: Request) => Promise<Response>
}

const WORKSPACE = {
  pages: [
    {
      title: 'Garden',
      icon: '🌱',
      markdown: '## This week\n- [x] Order seeds\n- [ ] Dig the **pond**\n\n> A garden is never finished.',
    },
    { title: 'Reading list', icon: '📚', markdown: '1. *Silent Spring*\n2. *The Well-Gardened Mind*' },
  ],
}

export const connect = async ({ NOTION_TOKEN: token }: NodeJS.ProcessEnv): Promise<Notion> => {
  if (token) return { token, fetch: (request) => fetch(request) }
  const simulator = createSimulator()
  await simulator.load(WORKSPACE)
  return { token: 'ntn_of_the_server', fetch: (request) => simulator.fetch(request) }
}
