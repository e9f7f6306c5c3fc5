/** The workspace that the tests of writing commands share. */
import type { JsonObject } from '@notion-fp/simulator'

export const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'

export const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

export const CONTENTS: JsonObject = {
  pages: [
    {
      id: HOME,
      title: 'Home',
      databases: [
        {
          title: 'Tasks',
          data_source_id: TASKS,
          properties: {
            Name: 'title',
            Notes: 'rich_text',
            Stage: ['Todo', 'Done'],
            Points: 'number',
            Done: 'checkbox',
            Due: 'date',
            Tags: { multi_select: ['home', 'garden'] },
            Link: 'url',
            Files: 'files',
            Twice: { formula: 'prop("Points") * 2' },
          },
        },
      ],
    },
  ],
}
