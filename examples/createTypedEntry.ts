/** Creates an entry from plain values, whose types follow from the properties, and reads it back as plain values. */
import { createPage, getPage } from 'notion-fp'
import { pipe, TE } from 'notion-fp/fp'
import { readProps, writeProps } from 'notion-fp/props'
import { type Example, say } from './support/example.js'
import { Task } from './support/task.js'

export const createTypedEntry: Example = (ctx, { data_source_id }) =>
  pipe(
    createPage(ctx, {
      parent: { type: 'data_source_id', data_source_id },
      properties: writeProps(Task)({
        Name: 'Plan the launch',
        Stage: 'Idea',
        Estimate: 8,
        Due: { start: '2026-03-30', end: '2026-04-02' },
        Done: false,
        Tags: ['launch', 'people'],
        Notes: 'Two days, with everybody in one room.',
      }),
    }),
    TE.flatMap(({ id }) => getPage(ctx, { page_id: id })),
    TE.map((page) => {
      const task = readProps(Task)(page)
      if (task._tag === 'Left') return say(`not a task: ${task.left.message}`)
      const { Name, Stage, Estimate, Due, Tags } = task.right
      say(
        `${Name}, ${Stage?.name}, ${Estimate} days, ${Due?.start} to ${Due?.end}, ${Tags.map(({ name }) => name).join(' + ')}`,
      )
    }),
  )
