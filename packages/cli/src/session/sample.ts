/** The contents of the embedded Notion: small, with an example of everything that the commands show. */
import type { JsonObject } from '@notion-fp/simulator'

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'
const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'
const PROJECTS = '3f3e3d3c-3b3a-4938-b736-353433323130'

const NOTES = `## Today
- [ ] Water the tomatoes
- [x] Order seeds

> A garden is never finished.

\`\`\`js
const rows = beds * 4
\`\`\`
`

const row = (
  Name: string,
  Stage: string,
  Points: number,
  Due: string,
  Project: string,
  ...Tags: Array<string>
): JsonObject => ({
  Name,
  Stage,
  Points,
  Due,
  Project,
  Tags,
})

export const SAMPLE: JsonObject = {
  users: [{ name: 'Ada', email: 'ada@example.com' }],
  pages: [
    {
      id: HOME,
      title: 'Home',
      icon: '🏡',
      markdown: NOTES,
      pages: [{ title: 'Reading list', markdown: '1. *The Well-Gardened Mind*\n2. *Silent Spring*' }],
      databases: [
        {
          title: 'Projects',
          data_source_id: PROJECTS,
          properties: { Name: 'title', Budget: 'number' },
          rows: [
            { Name: 'Greenhouse', Budget: 1200 },
            { Name: 'Pond', Budget: 450 },
          ],
        },
        {
          title: 'Tasks',
          data_source_id: TASKS,
          properties: {
            Name: 'title',
            Stage: ['Idea', 'Doing', 'Done'],
            Points: 'number',
            Due: 'date',
            Tags: { multi_select: ['garden', 'home', 'shop'] },
            Project: { relation: 'Projects' },
          },
          rows: [
            row('Draw the plan', 'Done', 3, '2026-01-12', 'Greenhouse', 'home'),
            row('Buy glass', 'Doing', 5, '2026-02-02', 'Greenhouse', 'shop'),
            row('Dig the hole', 'Idea', 8, '2026-03-20', 'Pond', 'garden'),
            row('Choose water lilies 🪷', 'Idea', 2, '2026-04-01', 'Pond', 'shop', 'garden'),
            row('竹の柵を立てる', 'Doing', 5, '2026-02-15', 'Greenhouse', 'garden'),
          ],
        },
      ],
    },
  ],
}
