import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import type { Mismatch } from '../../src/core/call/call.js'
import { decodeWith } from '../../src/core/schema/decode.js'
import { WebhookEvent } from '../../src/webhooks/webhookEvent.js'
import { anyDamage, copyOf } from '../support/damage.js'
import { anId } from '../support/fixtures.js'
import { anEvent, someEvents } from '../support/webhooks.js'

const decode = decodeWith(WebhookEvent)

test.each(someEvents.map((event) => [event.type, event] as const))(
  'default: %s is decoded unchanged',
  (_type, event) => {
    expect(decode(event)).toEqual(E.right(event))
  },
)

test('default: the samples have every type', () => {
  expect(new Set(someEvents.map(({ type }) => type)).size).toBe(31)
})

test('behavior: returns the parsed object itself, with unknown fields', () => {
  const event = anEvent({ new_field: { raw: true } })
  const decoded = decode(event)
  expect(E.isRight(decoded) && decoded.right).toBe(event)
})

test('behavior: an unknown type is passed through', () => {
  for (const data of [{ raw: true }, undefined, 'words']) {
    const event = anEvent({ type: 'page.dreamt_of', data })
    expect(decode(event)).toEqual(E.right(event))
  }
})

test('behavior: a type named like an inherited JavaScript property is unknown too', () => {
  const event = anEvent({ type: 'constructor' })
  expect(decode(event)).toEqual(E.right(event))
})

test('behavior: fields absent from older deliveries are optional, and agents can be authors', () => {
  const { workspace_name: _name, api_version: _version, ...event }: Readonly<Record<string, unknown>> = { ...anEvent() }
  const older = { ...event, authors: [{ id: anId(2), type: 'agent' }], accessible_by: null }
  expect(decode(older)).toEqual(E.right(older))
})

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['the type of a parent', { data: { parent: { id: 'a', data_source_id: 'b' } } }],
  ['the name of the workspace', { workspace_name: null, api_version: null }],
  ['the authors', { authors: null }],
  ['the blocks', { type: 'page.content_updated', data: { parent: { id: 'a', type: 'page' } } }],
  ['the page of a comment', { type: 'comment.created', data: { parent: { id: 'a', type: 'page' }, page_id: null } }],
])('default: %s is optional', (_what, over) => {
  const event = anEvent(over)
  expect(decode(event)).toEqual(E.right(event))
})

test.each([
  ['an author', { authors: [{ id: 1, type: 'person' }] }, 'authors[0].id'],
  ['the entity', { entity: { id: anId() } }, 'entity.type'],
  ['the attempt number', { attempt_number: '1' }, 'attempt_number'],
  ['the parent', { data: {} }, 'data.parent'],
  ['the data', { data: undefined }, 'data'],
  [
    'a change of the schema',
    {
      type: 'data_source.schema_updated',
      data: { parent: { id: 'a', type: 'page' }, updated_properties: [{ id: 'b', action: 'deleted' }] },
    },
    'data.updated_properties[0].name',
  ],
])('behavior: damage to %s makes it an unknown event, and the path is reported', (_what, over, path) => {
  const event = copyOf(anEvent(over))
  const contained: Array<Mismatch> = []
  expect(decode(copyOf(event))).toMatchObject({ left: [{ path }] })
  const type = `unknown:${Object(event).type}`
  expect(decode(event, contained)).toEqual(E.right({ ...Object(event), type }))
  expect(contained).toMatchObject([{ path }])
})

test('behavior: a damaged union member of an event becomes unknown, and the event keeps its type', () => {
  const data = { file_import_result: { imported_time: 'now', type: 'error' } }
  expect(decode(anEvent({ type: 'file_upload.upload_failed', data }), [])).toMatchObject({
    right: { type: 'file_upload.upload_failed', data: { file_import_result: { type: 'unknown:error' } } },
  })
})

test('behavior: a damaged delivery with a type never fails', () => {
  fc.assert(
    fc.property(anyDamage(someEvents), ({ path, damaged }) => {
      if (path.length > 0 && `${path}` !== 'type') expect(decode(damaged, [])._tag).toBe('Right')
      if (decode(damaged, [])._tag === 'Right') expect(WebhookEvent.is(damaged)).toBe(true)
    }),
  )
})

test('behavior: never throws, for any input', () => {
  const types = fc.constantFrom(...someEvents.map(({ type }) => type), 'new', '__proto__')
  fc.assert(
    fc.property(fc.jsonValue(), types, fc.jsonValue(), (json, type, data) => {
      expect(['Left', 'Right']).toContain(decode(json)._tag)
      expect(['Left', 'Right']).toContain(decode(anEvent({ type, data }))._tag)
    }),
  )
})
