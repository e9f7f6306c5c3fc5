import { expect, test } from 'vitest'
import { asArray, asObject, type JsonObject } from '../../../src/domain/values/json.js'
import type { Quirks } from '../../../src/index.js'
import { aDataSource, aRow, harness, PERSON, paragraph, property } from '../../support/harness.js'

/** With and without a quirk. */
const both = (quirks: Quirks) => [harness(), harness({ quirks })] as const

test('params: searchLagMs: what was changed is found later', async () => {
  for (const [index, each] of both({ searchLagMs: 5000 }).entries()) {
    const { ok, home, advance } = await each
    await ok('POST', 'pages', { parent: { page_id: home }, properties: { title: [{ text: { content: 'Boat' } }] } })
    const found = async () => asArray((await ok('POST', 'search', { query: 'boat' })).results).length
    expect(await found()).toBe(index === 0 ? 1 : 0)
    advance(5000)
    expect(await found()).toBe(1)
  }
})

test('params: searchKeepsTrashedDataSources: they are found although they are in the trash', async () => {
  for (const [index, each] of both({ searchKeepsTrashedDataSources: true }).entries()) {
    const tools = await each
    const { database } = await aDataSource(tools, {})
    await tools.ok('PATCH', `databases/${database}`, { in_trash: true })
    const { results } = await tools.ok('POST', 'search', { query: 'table' })
    expect(asArray(results)).toHaveLength(index)
  }
})

const aPageOf = async (tools: Awaited<ReturnType<typeof harness>>, markdown: string): Promise<string> =>
  String((await tools.ok('POST', 'pages', { parent: { page_id: tools.home }, markdown })).id)

test('params: updatesContentInPart: texts that are not found are skipped when another is', async () => {
  for (const [index, each] of both({ updatesContentInPart: true }).entries()) {
    const tools = await each
    const id = await aPageOf(tools, 'one\ntwo')
    const update = (...olds: ReadonlyArray<string>): JsonObject => ({
      type: 'update_content',
      update_content: { content_updates: olds.map((old) => ({ old_str: old, new_str: 'new' })) },
    })
    const answer = await tools.call('PATCH', `pages/${id}/markdown`, update('absent', 'two'))
    expect([answer.status, answer.body.markdown]).toEqual(index === 0 ? [400, undefined] : [200, 'one\nnew'])
    expect((await tools.call('PATCH', `pages/${id}/markdown`, update('absent', ''))).status).toBe(400)
  }
})

test('params: cutsMarkdownAtDivider: the rest is missing, and nothing says so', async () => {
  for (const [index, each] of both({ cutsMarkdownAtDivider: true }).entries()) {
    const tools = await each
    const id = await aPageOf(tools, 'one\n---\ntwo')
    const answer = await tools.ok('GET', `pages/${id}/markdown`)
    expect([answer.markdown, answer.truncated]).toEqual([index === 0 ? 'one\n---\ntwo' : 'one', false])
  }
})

test('params: refusesNewerProperties: types in schemas, and whole users in values', async () => {
  for (const [index, each] of both({ refusesNewerProperties: true }).entries()) {
    const tools = await each
    const { source } = await aDataSource(tools, { Owner: { people: {} } })
    const status = index === 0 ? 200 : 400
    for (const type of ['status', 'unique_id', 'place', 'button', 'verification', 'location', 'last_visited_time']) {
      const answer = await tools.call('PATCH', `data_sources/${source}`, {
        properties: { [`The ${type}`]: { [type]: {} } },
      })
      expect([type, answer.status]).toEqual([type, status])
    }
    expect((await tools.call('PATCH', `data_sources/${source}`, { properties: { Sum: { number: {} } } })).status).toBe(
      200,
    )
    const row = await aRow(tools, source, 'A', { Owner: { people: [{ object: 'user', id: PERSON }] } })
    const path = `pages/${String(row.id)}`
    const answer = await tools.call('PATCH', path, {
      properties: { Owner: { people: property(row, 'Owner').people ?? null } },
    })
    expect(answer.status).toBe(status)
    if (status === 400)
      expect(answer.body.message).toContain('body.properties.Owner.people[0].type should be not present')
  }
})

test('params: deletesOnce: what is in the trash cannot be deleted', async () => {
  for (const [index, each] of both({ deletesOnce: true }).entries()) {
    const { ok, call, home } = await each
    const { results } = await ok('PATCH', `blocks/${home}/children`, { children: [paragraph('x')] })
    const path = `blocks/${String(asObject(asArray(results)[0]).id)}`
    expect(await ok('DELETE', path)).toMatchObject({ in_trash: true })
    expect((await call('DELETE', path)).status).toBe(index === 0 ? 200 : 404)
  }
})
