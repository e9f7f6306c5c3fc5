/** The type `formula`. Its value is computed whenever it is read, unless the page was loaded with one. */
import { formulaValue } from '../../formula/evaluate.js'
import { parsedOnce } from '../../formula/parse.js'
import { namesToReferences, referencesToNames, renamed } from '../../formula/references.js'
import { fields, optional, string } from '../../validate/check.js'
import { asString, isObject, type JsonObject } from '../../values/json.js'
import { checkboxConditions } from '../conditions/checkbox.js'
import { dateConditions } from '../conditions/date.js'
import { nestedFamily } from '../conditions/family.js'
import { numberConditions } from '../conditions/number.js'
import { textConditions } from '../conditions/text.js'
import { propertiesOf } from '../find.js'
import { byType, DATE_GROUPS, groupOrder, NUMBER_GROUPS, TEXT_GROUPS } from '../groupings.js'
import { further, kind, type PropertyKind, type ValueContext } from '../kind.js'
import { resultSortKey } from '../sortKeys.js'
import { valueOfResult } from '../valueOfResult.js'

/** What a filter calls the types of results. */
const RESULT_TYPES: Readonly<Record<string, string>> = {
  string: 'string',
  checkbox: 'boolean',
  number: 'number',
  date: 'date',
}

const compute = ({ workspace, page, source, property, reach, kindOf, read }: ValueContext): JsonObject => {
  const expression = referencesToNames(workspace, source, asString(property.config.expression))
  return formulaValue(parsedOnce(workspace.formulas, expression), workspace.now(), (name) => {
    const other = propertiesOf(source).find((each) => each.name === name)
    if (other === undefined) return undefined
    const otherKind = kindOf(other.type)
    const value = read(workspace, page, other, further(reach))[other.type] ?? null
    return otherKind.formulaValue(otherKind.firstReferences?.(value, reach.references) ?? value, kindOf)
  })
}

const isSameResult = (left: JsonObject, right: JsonObject): boolean =>
  left.type === right.type && JSON.stringify(left[asString(left.type)]) === JSON.stringify(right[asString(right.type)])

/**
 * `formula`: computed from the other properties of the page. A value that was loaded is kept, and until the page changes
 * also one that can be computed.
 */
export const formula: PropertyKind = kind({
  type: 'formula',
  config: fields({ expression: optional(string(10_000)) }),
  configure: (request, { previous }) => ({ expression: request.expression ?? previous?.config.expression ?? '' }),
  resolveConfig: ({ workspace, source, properties }, config) => ({
    ...config,
    expression: namesToReferences(workspace, source, properties.values(), asString(config.expression)),
  }),
  followRenames: (_, holder, property, source, renames) => {
    if (holder.id !== source.id) return
    property.config = { ...property.config, expression: renamed(asString(property.config.expression), renames) }
  },
  serialize: (context, stored) => (isObject(stored) ? stored : compute(context)),
  // A different result means that the formula cannot be evaluated here: the loaded value is kept.
  isOutdatedByWrite: (context, stored) => isObject(stored) && isSameResult(stored, compute(context)),
  // A result of another type than the condition is for counts as empty.
  conditions: nestedFamily(
    { string: textConditions, checkbox: checkboxConditions, number: numberConditions, date: dateConditions },
    (key, value) => {
      const type = RESULT_TYPES[key] ?? ''
      return isObject(value) && value.type === type ? (value[type] ?? null) : null
    },
  ),
  sortKey: resultSortKey,
  grouping: {
    type: 'formula',
    checks: {
      group_by: byType(
        { date: DATE_GROUPS, text: TEXT_GROUPS, number: NUMBER_GROUPS, checkbox: {} },
        { sort: groupOrder },
      ),
    },
    sortInside: true,
  },
  formulaValue: valueOfResult,
  rolledContent: (value) => (isObject(value) ? (value[asString(value.type)] ?? null) : value),
  declaredConfig: (config) => (typeof config === 'string' ? { expression: config } : config),
})
