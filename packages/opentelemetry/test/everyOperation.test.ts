/** All operations against the simulator, to find a secret or an id in what is exported, and a path without a template. */
import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel'
import { readdirSync, readFileSync } from 'node:fs'
import { withMetrics, withTracing } from '@notion-fp/opentelemetry'
import { CHANNELS, withDiagnostics } from '@notion-fp/opentelemetry/node'
import { createContext, wrap } from 'notion-fp'
import { expect, test } from 'vitest'
import { pages } from '../../../test/simulator/contentSteps.js'
import { databases } from '../../../test/simulator/databaseSteps.js'
import { agents, comments, files, finding, oauth, views } from '../../../test/simulator/otherSteps.js'
import { aWorld } from '../../../test/simulator/world.js'
import { metered, tracing } from './support.js'

/** The templates in the source of the operations. */
const templatesInSource = (): ReadonlyArray<string> => {
  const sources = readdirSync('src/ops', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`src/ops/${file}`, 'utf8'))
  const calls = sources.flatMap((source) => [...source.matchAll(/Call\(\s*'[A-Z]+',\s*'([^']+)'/g)])
  return [...new Set(calls.map(([, template]) => `/v1/${template}`))].sort()
}

test('behavior: every operation has spans with a template, and no secret or content in what is exported', async () => {
  const { tracer, spans, open } = tracing()
  const { meter, collected } = metered()
  const messages: Array<unknown> = []
  const listener = (message: unknown): void => void messages.push(message)
  for (const name of CHANNELS) subscribe(name, listener)
  const world = await aWorld((options) =>
    wrap(withDiagnostics())(wrap(withMetrics({ meter }))(wrap(withTracing({ tracer }))(createContext(options)))),
  )
  const tasks = await databases(world)
  const page_id = await pages(world)
  await finding(world, tasks)
  await comments(world, page_id)
  await files(world, page_id)
  await views(world, tasks)
  await agents(world)
  await oauth(world)
  for (const name of CHANNELS) unsubscribe(name, listener)
  expect(CHANNELS.filter((name) => channel(name).hasSubscribers)).toEqual([])

  expect(open()).toBe(0)
  expect(spans().length).toBeGreaterThan(100)
  const templates = spans().map(({ attributes }) => attributes['url.template'])
  expect(spans().filter(({ attributes }) => attributes['url.template'] === undefined)).toEqual([])
  // Whatever the operations say that they request is known, and what is requested here is a part of it.
  expect(new Set(spans().map(({ attributes }) => attributes['notion.operation']))).toEqual(world.requested)
  expect([...new Set(templates)].filter((one) => /[0-9]{3}/.test(String(one)))).toEqual([])
  expect(spans().filter(({ name, attributes }) => !name.endsWith(` ${attributes['url.template']}`))).toEqual([])

  const exported = JSON.stringify([
    spans().map(({ name, attributes, events, status, links }) => [name, attributes, events, status, links]),
    await collected(),
    messages,
  ])
  expect(exported).not.toMatch(/ntn_|Bearer|Basic |authorization|example\.com|"body"/i)
  const measured = JSON.stringify(await collected())
  expect(measured).not.toMatch(/[0-9a-f]{8}-?[0-9a-f]{4}-?4/)
})

test('behavior: every template in the source of the operations is known', async () => {
  const { templateFinder } = await import('../src/templateFinder.js')
  const templateOf = templateFinder()
  const known = templatesInSource()
  expect(known.length).toBeGreaterThan(35)
  const found = known.map((template) => templateOf(template.slice('/v1/'.length).replace(/\{[^}]+\}/g, '0123')))
  expect(found).toEqual(known)
})
