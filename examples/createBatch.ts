/** Creates a batch: failures are reported, successes are kept. */
import { createPage } from 'notion-fp'
import { A, pipe, T, TE } from 'notion-fp/fp'
import { writeProps } from 'notion-fp/props'
import { type Example, say } from './support/example.js'
import { Task } from './support/task.js'

export const createBatch: Example = (ctx, { data_source_id }) => {
  const parent = { type: 'data_source_id', data_source_id } as const
  const good = ['Order the cake', 'Print the badges', 'Test the sound'].map((Name) => ({
    parent,
    properties: writeProps(Task)({ Name, Stage: 'Idea' }),
  }))
  const bad = { parent, properties: { Budget: { number: 100 } } }
  return pipe(
    [...good, bad],
    T.traverseArray((params) => createPage(ctx, params)),
    T.map((results) => {
      const { left, right } = A.separate([...results])
      say(`created ${right.length}, failed ${left.length}`)
      for (const error of left) say(`  ${error._tag}: ${error.message}`)
    }),
    TE.fromTask,
  )
}
