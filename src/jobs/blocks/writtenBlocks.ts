/**
 * The ids of written blocks in the shape of the input.
 *
 * @internal
 */
import type { AppendPlan } from './appendPlan.js'
import type { WrittenBlock } from './partialAppendError.js'

/** The ids of the blocks of a plan, by the number of the block. */
export type KnownIds = Array<string | undefined>

interface Growing {
  id?: string
  continued?: Array<string>
  readonly children: Array<Growing>
}

/** Each block of the plan with the block of the input that it belongs to, in document order. */
export const writtenBlocks = (
  { parents, continuations }: AppendPlan,
  ids: Readonly<KnownIds>,
): {
  readonly tree: ReadonlyArray<WrittenBlock>
  readonly list: ReadonlyArray<{ readonly path: string; readonly id: string }>
} => {
  const root: Growing = { children: [] }
  const blocks: Array<Growing> = []
  const paths: Array<string> = []
  const list: Array<{ readonly path: string; readonly id: string }> = []
  const isContinuation = new Set(continuations)
  parents.forEach((parent, number) => {
    const siblings = (blocks[parent] ?? root).children
    const id = ids[number]
    const before = isContinuation.has(number) ? siblings.at(-1) : undefined
    const block: Growing = before ?? { ...(id !== undefined && { id }), children: [] }
    if (before && id !== undefined) before.continued = [...(before.continued ?? []), id]
    if (!before) siblings.push(block)
    blocks.push(block)
    // Concatenated strings share their parts: the paths of a deep tree take little memory.
    const path = `${parent < 0 ? '' : `${paths[parent]}.`}${siblings.length - 1}`
    paths.push(path)
    if (id !== undefined) list.push({ path, id })
  })
  return { tree: root.children, list }
}
