/** A data source with 30 rows, the last of which is related to 28 others. */
import type { JsonObject } from '@notion-fp/simulator'
import { runCommand, serve } from './command.js'
import { TASKS } from './sourceWithRows.js'

/** The rows, and the command on them without retries; what closes them is added to a list. */
export const servedRows = async (open: Array<() => Promise<void>>, more: JsonObject = {}) => {
  const { simulator, env, close } = await serve({
    databases: [
      {
        title: 'Tasks',
        data_source_id: TASKS,
        properties: { Name: 'title', After: { relation: 'Tasks' }, ...more },
        rows: Array.from({ length: 30 }, (_, index) => ({
          Name: `row ${index}`,
          ...(index === 29 && { After: Array.from({ length: 28 }, (_, other) => `row ${other}`) }),
        })),
      },
    ],
  })
  open.push(close)
  const run = (args: ReadonlyArray<string>) => runCommand(args, { env: { ...env, NOTION_RETRY_ATTEMPTS: '1' } })
  return { simulator, run }
}
