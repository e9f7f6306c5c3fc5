import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agentId, parseAgentId } from '../../src/core/agentId.js'
import { fieldIds } from '../../src/core/fieldIds.js'
import { anId } from '../support/fixtures.js'

const compact = (number: number): string => anId(number).replaceAll('-', '')
const page = `https://www.notion.so/A-page-${compact(1)}`

test('default: an object without addresses is given as it is', () => {
  const body = { page_id: anId(), data_source_id: compact(3), name: 'no id', id: 'no id either', other_id: undefined }
  const { value, issues } = fieldIds('', body)
  expect(value).toBe(body)
  expect(issues).toEqual([])
})

test('default: an address becomes the id that its field asks for', () => {
  const view = `https://www.notion.so/${compact(4)}?v=${compact(11)}`
  expect(fieldIds('', { page_id: page, block_id: `${page}#${compact(6)}`, view_id: view, database_id: view })).toEqual({
    value: { page_id: anId(1), block_id: anId(6), view_id: anId(11), database_id: anId(4) },
    issues: [],
  })
})

test('default: an agent may go by its name, and nothing else may', () => {
  expect(fieldIds('', { agent_id: 'notion_ai' })).toEqual({ value: { agent_id: 'notion_ai' }, issues: [] })
  expect(fieldIds('', { page_id: 'notion_ai' }).issues).toMatchObject([{ field: 'page_id', given: 'notion_ai' }])
  expect([parseAgentId('notion_ai'), parseAgentId(compact(21)), parseAgentId('me')]).toEqual([
    'notion_ai',
    anId(21),
    undefined,
  ])
  expect([agentId('notion_ai').segment, agentId(compact(21)).segment, agentId('me').segment]).toEqual([
    'notion_ai',
    anId(21),
    undefined,
  ])
})

test('error: what is malformed is named with its place', () => {
  const { value, issues } = fieldIds('create_database.parent', { page_id: 'a', name: 'b' })
  expect(value).toEqual({ page_id: 'a', name: 'b' })
  expect(issues).toMatchObject([{ field: 'create_database.parent.page_id', given: 'a' }])
  expect(fieldIds('', { page_id: 7 }).issues).toMatchObject([{ field: 'page_id', given: 7 }])
})

test('behavior: nothing throws, and only what is malformed is named', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('page_id', 'view_id', 'block_id', 'agent_id'), fc.anything()),
      (given) => {
        const { value, issues } = fieldIds('', given)
        expect(Object.keys(value)).toEqual(Object.keys(given))
        for (const { field } of issues) expect(Object.keys(given)).toContain(field)
      },
    ),
  )
})
