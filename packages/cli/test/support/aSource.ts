import { aFolder, runCommand, serve } from './command.js'

export const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

/** A data source with a row, and the command on it; what closes it is added to a list. */
export const aSource = async (open: Array<() => Promise<void>>) => {
  const { simulator, env, close } = await serve({
    databases: [
      {
        title: 'Tasks',
        data_source_id: TASKS,
        properties: { Name: 'title', Stage: ['Todo', 'Done'], Points: 'number' },
        rows: [{ Name: 'a', Stage: 'Done', Points: 1 }],
      },
    ],
  })
  open.push(close)
  const cwd = aFolder()
  // A module that has changed is loaded again by another process only.
  const run = (args: ReadonlyArray<string>) => runCommand(args, args[0] === 'schema' ? { env, cwd } : { env })
  return { simulator, env, cwd, run }
}
