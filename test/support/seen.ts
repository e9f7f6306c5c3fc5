/** The declarations of the requests of operations, with words in place of the ids of samples. */

import type { Call } from '../../src/core/call/call.js'
import type { NotionRequest } from '../../src/core/call/request.js'
import type { Tag } from '../../src/core/call/tag.js'
import { anId } from './fixtures.js'

/** The parts of a request that do not depend on the type of its response. */
export type Declared = Pick<NotionRequest<unknown>, keyof Call | 'cache' | 'invalid' | 'mayBeApplied'>

/** The declarations of an operation, from its samples. */
export interface Operation {
  readonly op: string
  /** Its requests, one for each sample. */
  readonly requests: ReadonlyArray<Declared>
  /** The tags that it reads. */
  readonly reads: ReadonlyArray<Tag>
  /** The tags that it invalidates, whatever the outcome. */
  readonly writes: ReadonlyArray<Tag>
  /** The additional tags that it invalidates, from its response. */
  readonly told: ReadonlyArray<Tag>
  /** The tags that it invalidates in their place if the outcome is unknown. */
  readonly inDoubt: ReadonlyArray<Tag>
  /** The parameters of the first sample. */
  readonly params: object
  /** Its request with parameters in addition to those of the first sample. */
  readonly requestWith: (others: object) => Declared
  /** Its requests with the parameters of each sample changed in the same way. */
  readonly requestsAfter: (change: <P extends object>(params: P) => P) => ReadonlyArray<Declared>
}

/** The words for the ids of samples, for tables. */
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

/** The id of a word. */
export const idOf = (word: Word): string => anId(500 + WORDS.indexOf(word))

/** Replaces the ids of samples in a text, with or without dashes, by their words. */
export const inWords = (text: string): string =>
  WORDS.reduce(
    (words, word) => words.replaceAll(idOf(word), word).replaceAll(idOf(word).replaceAll('-', ''), word),
    text,
  )

const distinct = <A>(values: ReadonlyArray<A>): ReadonlyArray<A> => [...new Set(values)]

/** Reads the declarations of an operation from samples of parameters and responses. A response without tags is left out. */
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
