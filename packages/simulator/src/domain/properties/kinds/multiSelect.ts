/** The type `multi_select`. A name in a value that is not among the options becomes an option. */
import { list } from '../../validate/check.js'
import { asArray } from '../../values/json.js'
import { optionsConditions } from '../conditions/options.js'
import { declaredList, optionNamed } from '../declared.js'
import { kind, type PropertyKind } from '../kind.js'
import {
  configureOptions,
  declaredOptions,
  loadOption,
  loadOptions,
  optionsConfig,
  optionValue,
  serializeOption,
  serializeOptions,
  storeOption,
  validateOption,
} from '../options.js'

/** `multi_select`: at most 100 in one request. */
export const multiSelect: PropertyKind = kind({
  type: 'multi_select',
  config: optionsConfig,
  configure: (request, context) => ({
    options: configureOptions('multi_select', ['select', 'multi_select'], false)(request, context),
  }),
  loadConfig: loadOptions,
  serializeConfig: serializeOptions,
  configOfValue: () => ({ options: [] }),
  convert: (stored, to) => (to.type === 'select' ? (asArray(stored)[0] ?? null) : undefined),
  value: list(optionValue, 100),
  validate: (_, property, request) => {
    for (const each of asArray(request)) validateOption(property, each)
  },
  store: (workspace, property, request) => [
    ...new Set(asArray(request).map((each) => storeOption(workspace, property, each))),
  ],
  load: ({ property }, value) => asArray(value).map((each) => loadOption(property, each)),
  empty: [],
  serialize: ({ property }, stored) =>
    asArray(stored).flatMap((id) => {
      const option = serializeOption(property, id)
      return option === null ? [] : [option]
    }),
  moves: 'restored',
  conditions: optionsConditions,
  elementFilterKey: 'multi_select',
  grouping: { type: 'multi_select', checks: {} },
  declaredConfig: declaredOptions,
  declaredValue: (value) => declaredList(value).map(optionNamed),
})
