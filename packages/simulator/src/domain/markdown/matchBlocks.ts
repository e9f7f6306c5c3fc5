/**
 * Finds the existing blocks that changed Markdown keeps, so that they keep their ids and the fields that Markdown
 * cannot express.
 */
import type { BlockNode } from '../state/types.js'
import { asString, type JsonObject } from '../values/json.js'
import { isKnown } from './formats.js'
import { parseWithExisting } from './parseBlocks.js'
import { EXISTING } from './parseContainers.js'
import type { Chunk } from './renderBlocks.js'

/** An existing block that is kept for a requested one, and whether both are equal. */
export interface BlockMatch {
  readonly block: BlockNode
  readonly same: boolean
}

interface Candidate {
  readonly block: BlockNode
  readonly key: string
}

const candidatesOf = (chunks: ReadonlyArray<Chunk>): ReadonlyArray<Candidate> =>
  chunks.flatMap(({ node, text }) =>
    node.kind === 'block' && isKnown(node.type) && node.type !== 'meeting_notes'
      ? [{ block: node, key: JSON.stringify(parseWithExisting(text)) }]
      : [],
  )

/** Finds the next index of a kind from a position that only increases. */
const finder = (kinds: ReadonlyArray<string>): ((kind: string, from: number) => number | undefined) => {
  const places = new Map<string, { readonly indexes: Array<number>; at: number }>()
  for (const [index, kind] of kinds.entries()) {
    const known = places.get(kind)
    if (known === undefined) places.set(kind, { indexes: [index], at: 0 })
    else known.indexes.push(index)
  }
  return (kind, from) => {
    const known = places.get(kind)
    while (known !== undefined && (known.indexes[known.at] ?? from) < from) known.at += 1
    return known?.indexes[known.at]
  }
}

/** For each request the index of the equal block, in ascending order; undefined when there is none. */
const sameAs = (
  candidates: ReadonlyArray<Candidate>,
  requested: ReadonlyArray<JsonObject>,
): ReadonlyArray<number | undefined> => {
  const find = finder(candidates.map(({ key }) => key))
  let from = 0
  return requested.map((request) => {
    const found = find(JSON.stringify([request]), from)
    if (found !== undefined) from = found + 1
    return found
  })
}

/**
 * For each request the index of the next block that is matched exactly: a block of the same type is searched before it.
 */
const limitsOf = (same: ReadonlyArray<number | undefined>, end: number): ReadonlyArray<number> => {
  const limits: Array<number> = []
  let limit = end
  for (const place of [...same].reverse()) {
    limit = place ?? limit
    limits.push(limit)
  }
  return limits.reverse()
}

/** Which existing blocks are kept for which requests: equal ones, and between them those of the same type in order. */
export const matchBlocks = (
  chunks: ReadonlyArray<Chunk>,
  requests: ReadonlyArray<JsonObject>,
): ReadonlyMap<JsonObject, BlockMatch> => {
  const candidates = candidatesOf(chunks)
  const requested = requests.filter(({ type }) => type !== EXISTING)
  const same = sameAs(candidates, requested)
  const limits = limitsOf(same, candidates.length)
  const find = finder(candidates.map(({ block }) => block.type))
  const found = new Map<JsonObject, BlockMatch>()
  let next = 0
  for (const [index, request] of requested.entries()) {
    const exact = same[index]
    const at = exact ?? find(asString(request.type), next)
    const candidate = at === undefined ? undefined : candidates[at]
    if (at === undefined || candidate === undefined || (exact === undefined && at >= (limits[index] ?? 0))) continue
    found.set(request, { block: candidate.block, same: exact !== undefined })
    next = at + 1
  }
  return found
}
