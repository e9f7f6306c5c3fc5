// A schema as code: what changes is planned first, and what would be lost is counted and allowed by name.
import { createContext, getDataSource, toPromise } from 'notion-fp'
import { checkbox, date, number, relation, select, title } from 'notion-fp/props'
import { applySchema, checkSchema, countAffected, defineDataSource, planSchema } from 'notion-fp/rows'

const ctx = createContext({ auth: 'ntn_playground' })
const data_source_id = '2f2e2d2c2b2a4928a726252423222120'

// `Days` becomes `Effort`, the stage `Idea` goes, and `Parked` comes.
const Wanted = defineDataSource({
  properties: {
    Name: title,
    Stage: select.of('Doing', 'Done', 'Parked'),
    Effort: number,
    Due: date,
    Done: checkbox,
    Project: relation,
  },
})

const found = await toPromise(getDataSource(ctx, { data_source_id }))
const plan = await countAffected(ctx, { plan: planSchema(Wanted, found, { renames: { Days: 'Effort' } }) })()
if (plan._tag === 'Left') throw new Error(plan.left.message)
for (const change of plan.right.changes) console.log(`${change.class}: ${change.message}`)

const applied = await applySchema(ctx, { plan: plan.right, allow: ['Stage'] })()
if (applied._tag === 'Left') throw new Error(applied.left.message)
console.log(`Applied ${applied.right.applied.length} changes`)

const after = await toPromise(getDataSource(ctx, { data_source_id }))
console.log('Still different:', checkSchema(Wanted, after).length)
