// The simulator by itself, as in your tests: load a workspace, make a request fail, look at what was sent.
import { createSimulator, faults } from '@notion-fp/simulator'
import { createContext, getAllDatabases, toPromise } from 'notion-fp'

const simulator = createSimulator()
await simulator.load({
  pages: [
    {
      title: 'Library',
      databases: [
        {
          title: 'Books',
          properties: { Pages: 'number', Shelf: ['A', 'B'] },
          rows: [{ Name: 'Tales', Pages: 312, Shelf: 'A' }],
        },
      ],
    },
  ],
})

const ctx = createContext({ auth: 'ntn_test', fetch: (url, init) => simulator.fetch(url, init) })

simulator.failNext(faults.unavailable)
const databases = await toPromise(getAllDatabases(ctx, {}))
console.log(`Found ${databases.length} table`)

for (const { method, path, status } of simulator.journal) console.log(method, path, status)
