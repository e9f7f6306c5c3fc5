/** A workspace whose rows are wider than any terminal. */
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
          properties: { Name: 'title', Note: 'rich_text', Points: 'number' },
          rows: Array.from({ length: 250 }, (_, index) => ({
            Name: index % 2 === 0 ? `竹の柵を立てる 🎋 ${index}` : `Row ${index}`,
            Note: '長い文章が続く。'.repeat(8),
            Points: index,
          })),
        },
      ],
    },
  ],
}
