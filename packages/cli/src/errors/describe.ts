/** The text of a failure: what happened, the request id, and what to do. */
import { exitCodeOf } from './exitCode.js'
import type { Failure } from './failure.js'
import { redact } from './redact.js'

const HINTS: { readonly [tag: string]: string } = {
  AuthenticationError: 'Check the token at https://www.notion.so/profile/integrations, and run `notion-fp login`.',
  PermissionError: 'The connection lacks a capability for this: its settings in Notion list what it may do.',
  NotFoundError: 'Check the id, and share the page or database with the connection (••• > Connections).',
  RateLimitError: 'Wait a minute, then run it again.',
  ServerError: 'Notion failed. Run it again later; https://www.notion-status.com shows its state.',
  NetworkError: 'Check the connection to the internet, and NOTION_BASE_URL if it is set.',
  TimeoutError: 'Run it again, or allow more time with NOTION_TIMEOUT_MS.',
  ConflictError: 'Somebody else changed it at the same time. Run it again.',
  SchemaMovedError: 'The schema has changed since the plan was made: make a new plan.',
  DecodeError: 'The response has a form that this version does not know. --raw prints what Notion sent.',
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)

const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' && value !== null && '_tag' in value && 'message' in value

/** The error of the request that a job failed with, or the failure itself. */
const rootOf = (failure: Failure): Failure => {
  const cause: unknown = Reflect.get(failure, 'cause')
  return isFailure(cause) ? rootOf(cause) : failure
}

/** A failure as data, for `--json`. */
export interface DescribedFailure {
  readonly error: string
  readonly message: string
  readonly status?: number
  readonly code?: string
  readonly request_id?: string
  /** Of a write: whether it was applied. */
  readonly outcome?: string
  readonly hint?: string
  readonly exit_code: number
}

/** Describes a failure without tokens: the errors of the library contain none, and one that was pasted as an argument is hidden. */
export const describe = (failure: Failure): DescribedFailure => {
  const root = rootOf(failure)
  const [status, code, id, outcome] = ['status', 'code', 'requestId', 'outcome'].map((name) => Reflect.get(root, name))
  const hint = text(Reflect.get(failure, 'hint')) ?? HINTS[failure._tag] ?? HINTS[root._tag]
  const isOpen = outcome === 'unknown' || outcome === 'committed'
  return {
    error: failure._tag,
    message: redact(failure.message),
    ...(typeof status === 'number' && { status }),
    ...(text(code) !== undefined && { code: String(code) }),
    ...(text(id) !== undefined && { request_id: String(id) }),
    ...(isOpen && { outcome }),
    ...(hint !== undefined && { hint: redact(hint) }),
    exit_code: exitCodeOf(failure),
  }
}

const OUTCOMES: { readonly [outcome: string]: string } = {
  unknown: 'It is unknown whether Notion applied it: look before you run it again.',
  committed: 'Notion applied it: do not run it again.',
}

/** The lines of a failure, for people. */
export const failureLines = ({ message, request_id, outcome, hint }: DescribedFailure): ReadonlyArray<string> => [
  `notion-fp: ${message}`,
  ...(outcome === undefined ? [] : [`  ${OUTCOMES[outcome] ?? outcome}`]),
  ...(hint === undefined ? [] : [`  ${hint}`]),
  ...(request_id === undefined ? [] : [`  Request id: ${request_id}`]),
]
