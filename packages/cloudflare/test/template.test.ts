/** The Worker of the template, with the bindings of its own configuration. */
import { readFileSync } from 'node:fs'
import { Miniflare, Response } from 'miniflare'
import { signWebhook } from 'notion-fp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { anErrorBody, anId, aPage } from '../../../test/support/fixtures.js'
import { bundled } from './support/workers.js'

const FOLDER = 'packages/cloudflare/template'
const verification_token = 'secret_of_a_test'

interface Configuration {
  readonly main: string
  readonly compatibility_date: string
  readonly durable_objects: { readonly bindings: ReadonlyArray<{ readonly name: string; readonly class_name: string }> }
  readonly migrations: ReadonlyArray<{ readonly new_sqlite_classes: ReadonlyArray<string> }>
  readonly kv_namespaces: ReadonlyArray<{ readonly binding: string }>
}

let miniflare: Miniflare
let requests = 0

beforeAll(async () => {
  const configuration: Configuration = JSON.parse(
    readFileSync(new URL('../template/wrangler.jsonc', import.meta.url), 'utf8'),
  )
  const { main, compatibility_date, durable_objects, migrations, kv_namespaces } = configuration
  const sqlite = migrations.flatMap(({ new_sqlite_classes }) => new_sqlite_classes)
  miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.mjs', contents: await bundled(`${FOLDER}/${main}`) }],
    compatibilityDate: compatibility_date,
    durableObjects: Object.fromEntries(
      durable_objects.bindings.map(({ name, class_name }) => [
        name,
        { className: class_name, useSQLite: sqlite.includes(class_name) },
      ]),
    ),
    kvNamespaces: kv_namespaces.map(({ binding }) => binding),
    bindings: { NOTION_TOKEN: 'ntn_token_of_a_test', VERIFICATION_TOKEN: verification_token },
    outboundService: ({ url }: { readonly url: string }) => {
      requests++
      const id = new URL(url).pathname.split('/').at(-1) ?? ''
      return id === anId(404)
        ? Response.json(anErrorBody(404, 'object_not_found'), { status: 404 })
        : Response.json(aPage({ id, last_edited_time: `2026-01-01T00:00:0${requests}.000Z` }))
    },
  })
  await miniflare.ready
})
afterAll(() => miniflare.dispose())

const get = async (path: string) => {
  const response = await miniflare.dispatchFetch(`http://worker${path}`)
  return { status: response.status, body: await response.text() }
}

test('default: a page is read once, until a webhook says that it was edited', async () => {
  const id = anId(1)
  const first = await get(`/pages/${id}`)
  expect(first.status).toBe(200)
  expect(JSON.parse(first.body)).toMatchObject({ id, properties: expect.any(Object) })
  expect(await get(`/pages/${id}`)).toEqual(first)
  expect(requests).toBe(1)

  const body = JSON.stringify({
    id: anId(7),
    timestamp: '2026-01-01T00:00:00.000Z',
    workspace_id: anId(6),
    subscription_id: anId(5),
    integration_id: anId(4),
    type: 'page.content_updated',
    authors: [{ id: anId(3), type: 'person' }],
    attempt_number: 1,
    api_version: '2025-09-03',
    entity: { id, type: 'page' },
    data: { parent: { id: anId(2), type: 'page' }, updated_blocks: [] },
  })
  const signed = await signWebhook({ body, verification_token })()
  const deliver = (signature: string) =>
    miniflare.dispatchFetch('http://worker/webhook', {
      method: 'POST',
      body,
      headers: { 'x-notion-signature': signature },
    })
  expect((await deliver('sha256=00')).status).toBe(401)
  expect(await get(`/pages/${id}`)).toEqual(first)
  expect((await deliver(signed._tag === 'Right' ? signed.right : '')).status).toBe(200)
  const edited = await get(`/pages/${id}`)
  expect(JSON.parse(edited.body).last_edited_time).not.toBe(JSON.parse(first.body).last_edited_time)
})

test('error: a page that does not exist, an invalid id, and another path', async () => {
  expect(await get(`/pages/${anId(404)}`)).toEqual({ status: 404, body: '{"error":"NotFoundError"}' })
  expect(await get('/pages/nothing')).toEqual({ status: 400, body: '{"error":"InvalidInputError"}' })
  expect((await get('/')).status).toBe(404)
})
