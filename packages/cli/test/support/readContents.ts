/** The workspace that the tests of reading commands share. */
import type { JsonObject } from '@notion-fp/simulator'

export const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'

export const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

export const DATABASE = '4f4e4d4c-4b4a-4948-8746-454443424140'

export const CONTENTS: JsonObject = {
  pages: [
    {
      id: HOME,
      title: 'Home',
      markdown: '## Plan\n- one\n  - two\n- [x] done',
      pages: [{ title: 'Below' }],
      databases: [
        { title: 'Projects', rows: Array.from({ length: 30 }, (_, index) => ({ Name: `Project ${index}` })) },
        {
          id: DATABASE,
          title: 'Tasks',
          data_source_id: TASKS,
          properties: {
            Name: 'title',
            Stage: ['Todo', 'Done'],
            Points: 'number',
            'Points=high': 'checkbox',
            Due: 'date',
            Tags: { multi_select: ['home', 'garden'] },
            Project: { relation: 'Projects' },
            Double: { formula: 'prop("Points") * 2' },
            id: 'rich_text',
          },
          rows: [
            { Name: 'Write', Stage: 'Done', Points: 3, Due: '2026-05-01', Tags: ['home'], id: 'own' },
            { Name: 'Read, "slowly"', Stage: 'Todo', Due: ['2026-05-02', '2026-05-04'], 'Points=high': true },
            { Name: '竹の柵', Points: 8, Tags: ['home', 'garden'] },
            { Name: 'Many', Project: Array.from({ length: 30 }, (_, index) => `Project ${index}`) },
          ],
        },
      ],
    },
  ],
}
