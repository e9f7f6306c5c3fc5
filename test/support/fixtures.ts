/** Samples as the API returns them, created anew by each call, with changes for the test. */
import { right } from 'fp-ts/Either'
import type { NotionErrorByTag, NotionErrorTag } from '../../src/core/call/error.js'
import type { NotionRequest } from '../../src/core/call/request.js'
import type { PersonUser } from '../../src/core/objects/user.js'
import { once, repeatable } from '../../src/core/transport/writes.js'
import type { Page } from '../../src/ops/pages/page.js'

/** An id that says which one it is: `anId(7)`. */
export const anId = (number = 1): string => `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

/** The fields of a request that follow from its kind. */
const KINDS = { read: { kind: 'read' }, once, repeatable } as const

/** A request that accepts any response unchanged; a read, unless another kind is given. */
export const aRequest = (over: Partial<NotionRequest<unknown>> = {}): NotionRequest<unknown> => ({
  op: 'getPage',
  ...KINDS[over.kind ?? 'read'],
  method: 'GET',
  path: `pages/${anId()}`,
  decode: right,
  ...over,
})

/** The body of an error response. */
export const anErrorBody = (status: number, code: string, over: Readonly<Record<string, unknown>> = {}) => ({
  object: 'error',
  status,
  code,
  message: `A message for ${code}.`,
  request_id: anId(99),
  ...over,
})

const call = { op: 'getPage', kind: 'read', method: 'GET', path: `pages/${anId()}` } as const
const answer = { message: 'a message', outcome: 'not-applied', call, status: 400, headers: {}, body: {} } as const

const errors: NotionErrorByTag = {
  AuthenticationError: { ...answer, _tag: 'AuthenticationError', status: 401 },
  PermissionError: { ...answer, _tag: 'PermissionError', status: 403 },
  ValidationError: { ...answer, _tag: 'ValidationError' },
  NotFoundError: { ...answer, _tag: 'NotFoundError', status: 404 },
  ConflictError: { ...answer, _tag: 'ConflictError', status: 409 },
  RateLimitError: { ...answer, _tag: 'RateLimitError', status: 429 },
  ServerError: { ...answer, _tag: 'ServerError', status: 502, outcome: 'unknown' },
  UnexpectedResponseError: { ...answer, _tag: 'UnexpectedResponseError', status: 418 },
  TimeoutError: { _tag: 'TimeoutError', message: 'a message', call, timeoutMs: 1000, outcome: 'unknown' },
  NetworkError: {
    _tag: 'NetworkError',
    message: 'a message',
    call,
    cause: { name: 'TypeError', message: 'gone' },
    outcome: 'unknown',
  },
  AbortError: { _tag: 'AbortError', message: 'a message', call, reason: 'enough', outcome: 'not-applied' },
  DecodeError: { ...answer, _tag: 'DecodeError', status: 200, outcome: 'committed', mismatches: [] },
  InvalidInputError: { _tag: 'InvalidInputError', message: 'a message', outcome: 'not-applied', call, issues: [] },
}

/** An error with a tag, with changes for the test. */
export const anError = <Tag extends NotionErrorTag>(
  tag: Tag,
  over: Partial<NotionErrorByTag[Tag]> = {},
): NotionErrorByTag[Tag] => ({
  ...errors[tag],
  ...over,
})

/** A person. */
export const aUser = (over: Partial<PersonUser> = {}): PersonUser => ({
  object: 'user',
  id: anId(2),
  name: 'Ada',
  avatar_url: null,
  type: 'person',
  person: { email: 'ada@example.com' },
  ...over,
})

/** A page with a title. */
export const aPage = (over: Partial<Page> = {}): Page => ({
  object: 'page',
  id: anId(),
  created_time: '2026-01-02T03:04:00.000Z',
  last_edited_time: '2026-01-02T03:05:00.000Z',
  created_by: { object: 'user', id: anId(2) },
  last_edited_by: { object: 'user', id: anId(2) },
  in_trash: false,
  archived: false,
  is_locked: false,
  url: 'https://www.notion.so/A-page-00000000000040008000000000000001',
  public_url: null,
  parent: { type: 'data_source_id', data_source_id: anId(3), database_id: anId(4) },
  properties: { Name: { id: 'title', type: 'title', title: [aText('A page')] } },
  icon: null,
  cover: null,
  ...over,
})

/** A run of plain text. */
export const aText = (content: string) =>
  ({
    type: 'text',
    text: { content, link: null },
    annotations: { bold: false, italic: false, strikethrough: false, underline: false, code: false, color: 'default' },
    plain_text: content,
    href: null,
  }) as const

/** One page of results. */
export const aList = <A>(results: ReadonlyArray<A>, next_cursor: string | null = null) => ({
  object: 'list' as const,
  results,
  next_cursor,
  has_more: next_cursor !== null,
  request_id: anId(98),
})
