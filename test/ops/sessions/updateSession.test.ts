import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { updateSession, updateSessionRequest } from '../../../src/ops/sessions/updateSession.js'
import { aSession } from '../../support/agents.js'
import { anErrorBody, anId } from '../../support/fixtures.js'
import { aContext, notionServer } from '../../support/server.js'

const { answer, sent } = notionServer()

test('default: sends a message in a new session', async () => {
  answer('POST', 'sessions', aSession({ status: 'queued' }))
  expect(await updateSession(aContext(), { message: 'Where is it?' })()).toEqual(
    E.right(aSession({ status: 'queued' })),
  )
  expect(sent[0]?.body).toEqual({ message: 'Where is it?' })
})

test('params: all parameters of a message', async () => {
  answer('POST', 'sessions', aSession())
  const body = {
    message: 'And this?',
    agent_id: 'notion_ai',
    session_id: anId(31),
    attachments: [
      { type: 'file_upload', file_upload: { id: anId(33) }, name: 'a.txt' },
      { file_upload: { id: anId(34) } },
    ],
    metadata: { ticket: '7' },
    prompt_context: 'It is late.',
  } as const
  await updateSession(aContext(), body)()
  expect(sent[0]?.body).toEqual(body)
})

test('params: all parameters of an answer to a required action', async () => {
  answer('POST', 'sessions', aSession())
  const body = {
    session_id: anId(31),
    actions: [{ action_id: anId(32), option_id: 'approve' }],
    metadata: { ticket: '7' },
  } as const
  await updateSession(aContext(), body)()
  expect(sent[0]?.body).toEqual(body)
})

test('params: ids are sent as given, and URLs as the ids in them', () => {
  const compact = (number: number): string => anId(number).replaceAll('-', '')
  const address = `https://www.notion.so/${compact(21)}`
  const body = updateSessionRequest({ message: 'm', agent_id: address, session_id: compact(31) }).body
  expect(body).toMatchObject({ agent_id: anId(21), session_id: compact(31) })
})

test('behavior: a message is sent once; continuing from an event is repeatable', () => {
  const session_id = anId(31)
  expect([
    updateSessionRequest({ message: 'm' }).kind,
    updateSessionRequest({ session_id, actions: [] }).kind,
    updateSessionRequest({ session_id, continue_from: 'event-1' }).kind,
  ]).toEqual(['once', 'once', 'repeatable'])
})

test('error: malformed ids are rejected before sending', async () => {
  const attachments = [{ file_upload: { id: anId(33) } }, { file_upload: { id: 'c' } }]
  expect(
    await updateSession(aContext(), { message: 'm', agent_id: 'a', session_id: 'b', attachments })(),
  ).toMatchObject({
    left: {
      _tag: 'InvalidInputError',
      issues: [
        { field: 'agent_id', given: 'a' },
        { field: 'session_id', given: 'b' },
        { field: 'attachments[1].file_upload.id', given: 'c' },
      ],
    },
  })
  expect(sent).toEqual([])
})

test('error: a conflicting message', async () => {
  answer('POST', 'sessions', anErrorBody(409, 'conflict_error'), 409)
  expect(await updateSession(aContext(), { message: 'm' })()).toMatchObject({
    left: { _tag: 'ConflictError', code: 'conflict_error', call: { op: 'updateSession' } },
  })
})
