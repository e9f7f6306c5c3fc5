/** Makes the forms of `rollup.config.mjs`, one after the other: what one has resolved, marked and parsed, the next ones take from it. */
import { rollup } from 'rollup'
import forms from '../rollup.config.mjs'

const parsed = new Map()

for (const { output, ...input } of forms) {
  const bundle = await rollup({ ...input, cache: { modules: [...parsed.values()] } })
  for (const module of bundle.cache.modules) parsed.set(module.id, module)
  await bundle.write(output)
  await bundle.close()
}
