import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { decodeWith } from '../../../src/core/codec/decode.js'
import { WebhookEvent } from '../../../src/core/codec/webhookEvent.js'
import { anId } from '../../support/fixtures.js'
import { anEvent, someEvents } from '../../support/webhooks.js'

const decode = decodeWith(WebhookEvent)

test.each(someEvents.map((event) => [event.type, event] as const))('default: %s', (_type, event) => {
  expect(decode(event)).toEqual(E.right(event))
})

test('default: the samples are all the types that there are', () => {
  expect(new Set(someEvents.map(({ type }) => type)).size).toBe(31)
})

test('behavior: the very object is given, with fields that are not known', () => {
  const event = anEvent({ new_field: { raw: true } })
  const decoded = decode(event)
  expect(E.isRight(decoded) && decoded.right).toBe(event)
})

test('behavior: a type that is not known passes with whatever it holds', () => {
  for (const data of [{ raw: true }, undefined, 'words']) {
    const event = anEvent({ type: 'page.dreamt_of', data })
    expect(decode(event)).toEqual(E.right(event))
  }
})

test('behavior: a type that is the name of something else of JavaScript is not known either', () => {
  const event = anEvent({ type: 'constructor' })
  expect(decode(event)).toEqual(E.right(event))
})

test('behavior: what older deliveries leave out may be missing, and agents may be authors', () => {
  const { workspace_name: _name, api_version: _version, ...event }: Readonly<Record<string, unknown>> = { ...anEvent() }
  const older = { ...event, authors: [{ id: anId(2), type: 'agent' }], accessible_by: null }
  expect(decode(older)).toEqual(E.right(older))
})

test.each([
  ['the type', { type: undefined }, 'type'],
  ['an author', { authors: [{ id: 1, type: 'person' }] }, 'authors[0].id'],
  ['what it happened to', { entity: { id: anId() } }, 'entity.type'],
  ['the attempt', { attempt_number: '1' }, 'attempt_number'],
  ['the parent', { data: {} }, 'data.parent'],
  ['the blocks', { type: 'page.content_updated', data: { parent: { id: 'a', type: 'page' } } }, 'data.updated_blocks'],
  [
    'a change of the schema',
    {
      type: 'data_source.schema_updated',
      data: { parent: { id: 'a', type: 'page' }, updated_properties: [{ id: 'b' }] },
    },
    'data.updated_properties[0].name',
  ],
  [
    'why an upload failed',
    { type: 'file_upload.upload_failed', data: { file_import_result: { imported_time: 'now', type: 'error' } } },
    'data.file_import_result.error',
  ],
])('error: a broken payload names the place: %s', (_what, over, path) => {
  expect(decode(anEvent(over))).toMatchObject({ left: expect.arrayContaining([expect.objectContaining({ path })]) })
})

test('behavior: nothing that comes in makes it throw', () => {
  const types = fc.constantFrom(...someEvents.map(({ type }) => type), 'new', '__proto__')
  fc.assert(
    fc.property(fc.jsonValue(), types, fc.jsonValue(), (json, type, data) => {
      expect(['Left', 'Right']).toContain(decode(json)._tag)
      expect(['Left', 'Right']).toContain(decode(anEvent({ type, data }))._tag)
    }),
  )
})
