/** The type `select`. A schema request cannot change the color of an existing option. */
import { nullable } from '../../validate/check.js'
import { optionConditions } from '../conditions/options.js'
import { optionNamed } from '../declared.js'
import { kind, type PropertyKind } from '../kind.js'
import {
  configureOptions,
  declaredOptions,
  loadOption,
  loadOptions,
  optionSortKey,
  optionsConfig,
  optionValue,
  serializeOption,
  serializeOptions,
  storeOption,
  validateOption,
} from '../options.js'

/** `select`. A name that is not among the options becomes an option. */
export const select: PropertyKind = kind({
  type: 'select',
  config: optionsConfig,
  configure: (request, context) => ({
    options: configureOptions('select', ['select', 'multi_select'], false)(request, context),
  }),
  loadConfig: loadOptions,
  serializeConfig: serializeOptions,
  configOfValue: () => ({ options: [] }),
  convert: (stored, to) => (to.type === 'multi_select' ? (stored === null ? [] : [stored]) : undefined),
  value: nullable(optionValue),
  validate: (_, property, request) => {
    if (request !== null) validateOption(property, request)
  },
  store: (workspace, property, request) => (request === null ? null : storeOption(workspace, property, request)),
  load: ({ property }, value) => loadOption(property, value),
  serialize: ({ property }, stored) => serializeOption(property, stored),
  moves: 'restored',
  conditions: optionConditions,
  elementFilterKey: 'select',
  sortKey: optionSortKey,
  grouping: { type: 'select', checks: {} },
  declaredConfig: declaredOptions,
  declaredValue: optionNamed,
})
