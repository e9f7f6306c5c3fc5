/** Finds what a response of the API refers to. */
import { dashedId } from 'notion-fp'
import { isUuid } from '../values/isUuid.js'
import { field } from '../values/json.js'
import type { ReferenceKind } from './records.js'

/** A reference to another object. */
export interface Reference {
  readonly kind: ReferenceKind
  readonly id: string
}

const KEYS: { readonly [key: string]: ReferenceKind } = {
  page_id: 'page',
  database_id: 'database',
  data_source_id: 'data_source',
  block_id: 'block',
}

/** The lists and objects whose `id` is that of another object, by the key that holds them. */
const HOLDERS: { readonly [key: string]: ReferenceKind } = {
  relation: 'page',
  page: 'page',
  database: 'database',
  data_sources: 'data_source',
  people: 'user',
  user: 'user',
  created_by: 'user',
  last_edited_by: 'user',
  verified_by: 'user',
}

/** A part of a response, and the key that holds it; the elements of a list have the key of the list. */
interface Open {
  readonly value: unknown
  readonly key: string
}

/** All references in a response. Not recursive, since responses may be deep. Groups of people are left out: the API cannot return them. */
export function* referencesOf(answer: unknown): Generator<Reference> {
  const open: Array<Open> = [{ value: answer, key: '' }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, key } = next
    if (Array.isArray(value)) {
      for (const one of value) open.push({ value: one, key })
      continue
    }
    if (typeof value === 'string') {
      const kind = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined
      if (kind && isUuid(value)) yield { kind, id: dashedId(value) }
      continue
    }
    if (typeof value !== 'object' || value === null) continue
    const id = field(value, 'id')
    const kind = Object.hasOwn(HOLDERS, key) ? HOLDERS[key] : undefined
    const isGroup = field(value, 'object') === 'group'
    if (kind && !isGroup && typeof id === 'string' && isUuid(id)) yield { kind, id: dashedId(id) }
    for (const [name, inner] of Object.entries(value)) open.push({ value: inner, key: name })
  }
}
