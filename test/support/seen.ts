/** Operations seen through samples: what their requests declare, with words in place of ids. */

import type { Call } from '../../src/core/call/call.js'
import type { NotionRequest } from '../../src/core/call/request.js'
import type { Tag } from '../../src/core/call/tag.js'
import { anId } from './fixtures.js'

/** The parts of a request that do not depend on what its answer is. */
export type Declared = Pick<NotionRequest<unknown>, keyof Call | 'cache' | 'invalid'>

/** What an operation declares, seen through its samples. */
export interface Operation {
  readonly op: string
  /** What it sends, one for each sample. */
  readonly requests: ReadonlyArray<Declared>
  /** What its answers depend on. */
  readonly reads: ReadonlyArray<Tag>
  /** What is stale after it, whatever became of it. */
  readonly writes: ReadonlyArray<Tag>
  /** What is stale besides, as its answer tells. */
  readonly told: ReadonlyArray<Tag>
  /** What is stale in its place, where nobody knows what became of it. */
  readonly inDoubt: ReadonlyArray<Tag>
  /** What the first sample takes. */
  readonly params: object
  /** Its request with other parameters beside those of the first sample. */
  readonly requestWith: (others: object) => Declared
  /** Its requests with the parameters of each sample changed in the same way. */
  readonly requestsAfter: (change: <P extends object>(params: P) => P) => ReadonlyArray<Declared>
}

/** What samples have in place of ids, so that a table can show a word. */
const WORDS = [
  'PAGE',
  'BLOCK',
  'DATABASE',
  'DATA_SOURCE',
  'USER',
  'PARENT',
  'CHILD',
  'ROW',
  'COMMENT',
  'FILE_UPLOAD',
  'VIEW',
  'TASK',
  'AGENT',
  'SESSION',
] as const

type Word = (typeof WORDS)[number]

/** The id that stands for a word. */
export const idOf = (word: Word): string => anId(500 + WORDS.indexOf(word))

/** A text with words where it has the ids of samples, with dashes or without. */
export const inWords = (text: string): string =>
  WORDS.reduce(
    (words, word) => words.replaceAll(idOf(word), word).replaceAll(idOf(word).replaceAll('-', ''), word),
    text,
  )

const distinct = <A>(values: ReadonlyArray<A>): ReadonlyArray<A> => [...new Set(values)]

/** An operation seen through samples, each what it takes and what it is answered; an answer that tells no tags is left out. */
export const seen = <P extends object, A>(
  request: (params: P) => NotionRequest<A>,
  ...samples: readonly [first: readonly [P, A?], ...others: ReadonlyArray<readonly [P, A?]>]
): Operation => {
  const built = samples.map(([params, answer]) => ({ request: request(params), answer }))
  const unknown = distinct(built.flatMap((one) => one.request.writes?.(undefined) ?? []))
  const withAnswer = built.flatMap(({ request: one, answer }) => {
    if (answer === undefined) {
      if (one.reads || one.writes?.length) throw new Error(`${one.op} needs a sample of its answer`)
      return []
    }
    return [{ reads: one.reads?.(answer) ?? [], writes: one.writes?.(answer) ?? [] }]
  })
  const answered = distinct(withAnswer.flatMap((one) => one.writes))
  return {
    op: request(samples[0][0]).op,
    requests: built.map((one) => one.request),
    reads: distinct(withAnswer.flatMap((one) => one.reads)),
    writes: unknown.filter((tag) => answered.includes(tag)),
    told: answered.filter((tag) => !unknown.includes(tag)),
    inDoubt: unknown.filter((tag) => !answered.includes(tag)),
    params: samples[0][0],
    requestWith: (others) => request(Object.assign({}, samples[0][0], others)),
    requestsAfter: (change) => samples.map(([params]) => request(change(params))),
  }
}
