/**
 * Classifies each difference: whether a change is safe, what it loses, or why it cannot be made.
 *
 * @internal
 */
import { isLeft } from 'fp-ts/Either'
import { field } from '../../../core/internal/orUndefined.js'
import type { Filter } from '../../../props/filter.js'
import type { Declared } from '../declared.js'
import { declaredOptions } from '../optionNames.js'
import { configOf } from '../schemaOf.js'
import { filterOfOption, filterOfValues } from './affectedRows.js'
import { type Compared, isSelf, neededReason, optionsReason, sourceReason, typeReason } from './blockedReasons.js'
import { type Difference, shown, twoWayOf } from './compareSchema.js'
import { type LiveProperty, optionsOf, textIn } from './liveProperty.js'
import type { SchemaChange } from './schemaPlan.js'

/** The types whose values convert to the same text. */
const TEXTS: ReadonlySet<string> = new Set(['url', 'email', 'phone_number'])

/** Whether Notion keeps all values when the type changes. */
const keepsValues = (from: string, to: string): boolean =>
  (from === 'select' && to === 'multi_select') || (TEXTS.has(from) && TEXTS.has(to))

/** The effect of a change. */
type Classification = Pick<SchemaChange, 'class' | 'loses' | 'reason' | 'filter'>

const SAFE: Classification = { class: 'safe' }
const blocked = (reason: string): Classification => ({ class: 'blocked', reason })
const safeUnless = (reason: string | undefined): Classification => (reason === undefined ? SAFE : blocked(reason))
const lossy = (loses: string, filter: Filter | undefined): Classification => ({
  class: 'lossy',
  loses,
  ...(filter && { filter }),
})

const removal = (property: LiveProperty, compared: Compared): Classification => {
  const reason = neededReason(property, compared)
  if (reason !== undefined) return blocked(reason)
  const twoWay = field(property.config, 'dual_property') ? ', and the other side of the relation its link' : ''
  return lossy(`the property with all its values${twoWay}`, filterOfValues(property, compared.live))
}

const retyping = (declared: Declared, live: LiveProperty, compared: Compared): Classification => {
  const to = declared.prop.type
  if (live.type === 'title') return blocked('the title of a data source cannot become another type')
  const reason = typeReason(declared, compared) ?? (live.type === 'relation' ? neededReason(live, compared) : undefined)
  if (reason !== undefined) return blocked(reason)
  if (keepsValues(live.type, to)) {
    const wanted = compared.keepsOptions ? undefined : declaredOptions(declared.prop)
    const gone = wanted && optionsOf(live).filter(({ name }) => !wanted.some((one) => one.name === name))
    if (!gone?.length) return SAFE
    const names = gone.map(({ name }) => shown(name)).join(', ')
    return lossy(`the options ${names}, also in the rows that have them`, filterOfValues(live, compared.live))
  }
  return lossy(
    `values of the type ${live.type} that Notion cannot convert to ${to}`,
    filterOfValues(live, compared.live),
  )
}

/** Adds a missing property. */
const addition = (declared: Declared, compared: Compared): Classification =>
  declared.id !== undefined && declared.id !== 'title'
    ? blocked('a deleted property cannot be restored under its id: remove the id to add a new one')
    : safeUnless(typeReason(declared, compared))

/** Classifies the change that one difference needs. */
export const classifyChange = (difference: Difference, compared: Compared): Classification => {
  const { drift, pair, live, option, reason } = difference
  if (reason !== undefined) return blocked(reason)
  if (live) return removal(live, compared)
  if (!pair) return blocked('it cannot be changed')
  const { declared, live: present } = pair
  if (!present) return addition(declared, compared)
  const isStatus = present.type === 'status'
  const ofStatus = "Notion's API cannot change the options of a status: change them in Notion"
  switch (drift.kind) {
    case 'renamed':
      return SAFE
    case 'retyped':
      return retyping(declared, present, compared)
    case 'option_missing':
      return isStatus ? blocked(ofStatus) : safeUnless(optionsReason([`${option?.declared?.name}`]))
    case 'option_additional': {
      if (isStatus) return blocked(ofStatus)
      const name = `${option?.live?.name}`
      return lossy(
        `the option ${shown(name)}, also in the rows that have it`,
        filterOfOption(present, name, compared.live),
      )
    }
    case 'option_renamed':
      return blocked(
        isStatus ? ofStatus : "Notion's API ignores a new name of an option: rename it in Notion, where rows keep it",
      )
    case 'option_changed':
      return blocked(
        isStatus
          ? ofStatus
          : "Notion's API cannot change the color and description of an option: change them in Notion",
      )
    case 'relation_changed': {
      const config = configOf(declared.prop)
      if (isLeft(config)) return blocked('the declaration lacks the data source of the relation')
      const isRetargeted = !isSelf(field(config.right, 'data_source_id'), {
        ...compared,
        data_source_id: textIn(present, 'data_source_id'),
      })
      const because = typeReason(declared, compared)
      if (because !== undefined) return blocked(because)
      const values = filterOfValues(present, compared.live)
      if (isRetargeted) return lossy('all links of the relation', values)
      return twoWayOf(declared) ? SAFE : lossy('the property of the other data source, or its links', values)
    }
    case 'formula_changed':
    case 'rollup_changed':
      return safeUnless(sourceReason(declared, compared))
    case 'number_format_changed':
      return SAFE
    case 'prefix_changed':
      return blocked("Notion's API cannot change the prefix of a unique id: change it in Notion")
    case 'description_changed':
      return blocked("Notion's API does not keep descriptions of properties reliably: change it in Notion")
    default:
      return blocked('it cannot be changed')
  }
}
