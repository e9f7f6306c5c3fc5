/** Property values as a person would write them: what `create` and `import` accept, where it can be written at all. */
import type { DateValue, PropertyValue } from 'notion-fp'
import { formatUniqueId, plainText } from 'notion-fp/props'
import type { Cell } from '../output/cell.js'
import { unsafeCast } from '../unsafeCast.js'
import { nameOf } from './nameOf.js'

/** A date, or a range: `2026-05-01` or `2026-05-01/2026-05-04`. */
const dateText = (date: DateValue | null): string | null =>
  date === null ? null : date.end ? `${date.start}/${date.end}` : date.start

/** A value, with or without the id of its property. */
type Valued = { readonly type: string } & Omit<PropertyValue, 'id' | 'type'>

const typedValue = (value: PropertyValue): Cell => {
  switch (value.type) {
    case 'title':
      return plainText(value.title)
    case 'rich_text':
      return plainText(value.rich_text)
    case 'number':
      return value.number
    case 'checkbox':
      return value.checkbox
    case 'url':
      return value.url
    case 'email':
      return value.email
    case 'phone_number':
      return value.phone_number
    case 'select':
      return value.select?.name ?? null
    case 'status':
      return value.status?.name ?? null
    case 'multi_select':
      return value.multi_select.map(({ name }) => name)
    case 'date':
      return dateText(value.date)
    case 'people':
      return value.people.map(nameOf)
    case 'relation':
      return value.relation.map(({ id }) => id)
    case 'files':
      return value.files.map((file) => (file.type === 'external' ? file.external.url : file.name))
    case 'created_by':
      return nameOf(value.created_by)
    case 'last_edited_by':
      return nameOf(value.last_edited_by)
    case 'created_time':
      return value.created_time
    case 'last_edited_time':
      return value.last_edited_time
    case 'unique_id':
      return value.unique_id.number === null ? null : formatUniqueId(value.unique_id)
    case 'verification':
      return value.verification?.state ?? null
    case 'place':
      return value.place ? (value.place.name ?? value.place.address ?? `${value.place.lat},${value.place.lon}`) : null
    case 'formula':
      return formulaValue(value.formula)
    case 'rollup':
      return rollupValue(value.rollup)
    case 'button':
      return null
    default:
      // A type that this version does not know, or a value that does not match its type: as Notion sent it.
      return unsafeCast<Cell>(value)
  }
}

const formulaValue = (formula: Extract<PropertyValue, { readonly type: 'formula' }>['formula']): Cell => {
  switch (formula.type) {
    case 'string':
      return formula.string
    case 'number':
      return formula.number
    case 'boolean':
      return formula.boolean
    case 'date':
      return dateText(formula.date)
    default:
      return null
  }
}

const rollupValue = (rollup: Extract<PropertyValue, { readonly type: 'rollup' }>['rollup']): Cell => {
  switch (rollup.type) {
    case 'number':
      return rollup.number
    case 'date':
      return dateText(rollup.date)
    case 'array':
      // An element is a value without the id of a property.
      return rollup.array.map((item) => plainValue(unsafeCast<Valued>(item)))
    default:
      return null
  }
}

/** The value of a property. */
export const plainValue = (value: Valued): Cell => {
  try {
    return typedValue(unsafeCast<PropertyValue>(value))
  } catch {
    // The value does not match its type.
    return null
  }
}
