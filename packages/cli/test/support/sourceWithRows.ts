import { runCommand, serve } from './command.js'

export const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

/** A data source with some rows, and the command on it; what closes it is added to a list. */
export const sourceWithRows = async (open: Array<() => Promise<void>>, count: number, related = 0) => {
  const { simulator, env, close } = await serve({
    databases: [
      { title: 'Projects', rows: Array.from({ length: related }, (_, index) => ({ Name: `P${index}` })) },
      {
        title: 'Tasks',
        data_source_id: TASKS,
        properties: {
          Name: 'title',
          Points: 'number',
          Tags: { multi_select: ['a', 'b'] },
          Project: { relation: 'Projects' },
          No: { unique_id: { prefix: 'T' } },
        },
        rows: Array.from({ length: count }, (_, index) => ({
          Name: `Row ${index}`,
          Points: index,
          ...(index === 0 && { Project: Array.from({ length: related }, (__, other) => `P${other}`) }),
        })),
      },
    ],
  })
  open.push(close)
  const run = (args: ReadonlyArray<string>, options: Parameters<typeof runCommand>[1] = {}) =>
    runCommand(args, { ...options, env })
  return { simulator, run }
}
