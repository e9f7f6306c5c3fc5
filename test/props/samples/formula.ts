import { FormulaPropertyValue, formula } from '../../../src/props/formula.js'
import type { PropertySample } from './sample.js'

const day = { start: '2026-03-11', end: null, time_zone: null } as const

export const formulaSample: PropertySample<'formula'> = {
  type: 'formula',
  values: [
    { id: 'x', type: 'formula', formula: { type: 'string', string: 'late' } },
    { id: 'x', type: 'formula', formula: { type: 'number', number: 3.5 } },
    { id: 'x', type: 'formula', formula: { type: 'boolean', boolean: true } },
    { id: 'x', type: 'formula', formula: { type: 'date', date: day } },
    { id: 'x', type: 'formula', formula: { type: 'unsupported', unsupported: {} } },
    { id: 'x', type: 'formula', formula: { type: 'string', string: null } },
  ],
  reads: ['late', 3.5, true, day, { unavailable: 'unsupported' }, null],
  config: { expression: 'now()' },
  prop: formula,
  codec: FormulaPropertyValue,
}
