import { expect, test } from 'vitest'
import { collect, getPageProperty } from '../../src/index.js'
import { aProject, furnish, ROLLUPS, uuid } from '../jobs/completion/samples.js'
import { tried } from '../support/everyFault.js'
import { ok, there } from './world.js'

test('behavior: the lists of a rollup are items that a strict context accepts', async () => {
  const world = await tried()
  const furnished = await furnish(world, 3, { Names: ROLLUPS['Names show_original'] })
  const page = await aProject(world, furnished, uuid(1, '99999999'), { tasks: furnished.ids })
  const property_id = `${there(page.properties.Names).id}`
  const items = await ok(collect(getPageProperty)(world.ctx, { page_id: page.id, property_id }))
  expect(items).toMatchObject([0, 1, 2].map((task) => ({ type: 'title', title: { plain_text: `Task ${task}` } })))
})
