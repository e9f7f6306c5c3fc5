/** Merges runs of parsed text that have the same style, up to the length that a run can have. */
import type { Json } from '../../values/json.js'

/** The maximum length of a run, in characters. */
export const MAX_RUN = 2000

interface TextRun {
  readonly content: string
  readonly rest: string
  readonly make: (content: string) => Json
}

const textIn = (run: Json): TextRun | undefined => {
  if (typeof run !== 'object' || run === null || !('text' in run)) return undefined
  const { text, annotations = {} } = run
  if (typeof text !== 'object' || text === null || !('content' in text)) return undefined
  const { content, link = null } = text
  return {
    content: String(content),
    rest: JSON.stringify([link, annotations]),
    make: (joined) => ({ text: { content: joined, link }, annotations }),
  }
}

const join = (left: Json, right: Json): Json | undefined => {
  const [one, other] = [textIn(left), textIn(right)]
  if (one === undefined || other === undefined || one.rest !== other.rest) return undefined
  const content = one.content + other.content
  return content.length > MAX_RUN ? undefined : one.make(content)
}

/** Merges adjacent runs of the same style, which escapes have split. */
export const mergeRuns = (all: ReadonlyArray<Json>): ReadonlyArray<Json> => {
  const out: Array<Json> = []
  for (const run of all) {
    const last = out.at(-1)
    const joined = last === undefined ? undefined : join(last, run)
    if (joined === undefined) out.push(run)
    else out[out.length - 1] = joined
  }
  return out
}
