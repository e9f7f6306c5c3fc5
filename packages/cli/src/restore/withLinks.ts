/** Changes links and mentions in rich text, and in objects that contain some, to what was restored. */
import { rewriteLinks } from 'notion-fp/blocks'
import { unsafeCast } from '../unsafeCast.js'
import { field, type Json } from '../values/json.js'
import type { RestoreRun } from './restoreRun.js'

const plainRun = (run: unknown): Json => ({
  type: 'text',
  text: { content: field(run, 'plain_text') ?? '', link: null },
  annotations: field(run, 'annotations'),
  plain_text: field(run, 'plain_text') ?? '',
  href: null,
})

/** Why a mention cannot be written. */
const mentionProblem = ({ reach, state, store }: RestoreRun, mention: unknown): string | undefined => {
  const type = String(field(mention, 'type'))
  const id = String(field(field(mention, type), 'id'))
  if (type === 'user')
    return reach.user(id) ? undefined : 'the user is not in the workspace; the name is written as text'
  if (type !== 'page' && type !== 'database') return undefined
  if (state.to(id) !== undefined || reach.outside(id)) return undefined
  return store.has('pages', id) || store.has('databases', id)
    ? 'what it mentions was not restored; written as text'
    : 'what it mentions cannot be seen; written as text'
}

/** A deep copy of a response with changed rich text. */
const mapRuns = (value: unknown, change: (run: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((one) => mapRuns(one, change))
  if (typeof value !== 'object' || value === null) return value
  if (field(value, 'type') === 'mention' && field(value, 'mention') !== undefined) return change(value)
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, mapRuns(inner, change)]))
}

/** Changes links to what was restored, and replaces mentions that cannot be written by text. */
export const withLinks = <A>(run: RestoreRun, value: A, of: string, kind: string): A => {
  const known = mapRuns(value, (one) => {
    const why = mentionProblem(run, field(one, 'mention'))
    if (why === undefined) return one
    run.state.lose({ kind, what: 'mention', why, of })
    return plainRun(one)
  })
  // Only runs of rich text were replaced by others.
  return rewriteLinks(unsafeCast<A>(known), run.state.links())
}
