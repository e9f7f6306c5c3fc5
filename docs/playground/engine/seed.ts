/** The workspace that each run starts with: a home page, a page with content, and two tables that are related. */
import type { DeclaredWorkspace } from '@notion-fp/simulator'

/** The id of the page that the examples start from. */
export const HOME_ID = '0f0e0d0c-0b0a-4908-8706-050403020100'

/** The id of a page below it, which has a page below it too. */
export const LIST_ID = '1f1e1d1c-1b1a-4918-9716-151413121110'

/** The id of the data source of tasks. */
export const TASKS_ID = '2f2e2d2c-2b2a-4928-a726-252423222120'

const MARKDOWN = `Notes of a small team, in a Notion that lives in this page. Change it: each run starts afresh.

## This week

- [x] Find a date for the picnic
- [ ] Order the cake
- [ ] Print the **badges**

> Nothing leaves this page: the requests go to a simulator in your browser.`

/** The names of tasks with their stages, days and dates. */
const TASKS: ReadonlyArray<readonly [name: string, stage: string, days: number, due: string, done: boolean]> = [
  ['Order the cake', 'Doing', 1, '2026-03-02', false],
  ['Print the badges', 'Idea', 2, '2026-03-09', false],
  ['Find a date', 'Done', 3, '2026-02-20', true],
  ['Write the invitation', 'Done', 1, '2026-02-22', true],
  ['Book the boats', 'Doing', 5, '2026-04-01', false],
  ['Test the sound', 'Idea', 2, '2026-04-12', false],
  ['Ask the neighbours', 'Doing', 1, '2026-03-05', false],
]

/** Creates the declaration of the workspace. */
export const seed = (): DeclaredWorkspace => ({
  users: [{ name: 'Ada', email: 'ada@example.com' }],
  pages: [
    {
      id: HOME_ID,
      title: 'Home',
      icon: '🏡',
      markdown: MARKDOWN,
      pages: [
        {
          id: LIST_ID,
          title: 'Shopping list',
          icon: '🧺',
          markdown: '- 12 lemons\n- 2 kg of flour\n- Candles',
          pages: [{ title: 'Market', icon: '🍋', markdown: 'Open until two, on Saturdays.' }],
        },
      ],
      databases: [
        {
          title: 'Projects',
          properties: { Name: 'title', Budget: 'number' },
          rows: [
            { Name: 'Picnic', Budget: 400 },
            { Name: 'Regatta', Budget: 1200 },
          ],
        },
        {
          title: 'Tasks',
          data_source_id: TASKS_ID,
          properties: {
            Name: 'title',
            Stage: ['Idea', 'Doing', 'Done'],
            Days: 'number',
            Due: 'date',
            Done: 'checkbox',
            Project: { relation: 'Projects', two_way: 'Tasks' },
          },
          rows: TASKS.map(([Name, Stage, Days, Due, Done], index) => ({
            Name,
            Stage,
            Days,
            Due,
            Done,
            Project: [index < 4 ? 'Picnic' : 'Regatta'],
          })),
        },
      ],
    },
  ],
})
