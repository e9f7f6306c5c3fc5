/** What holds for every property type, far from its file. A failure names the list that a new type is missing in. */
import { expect, test } from 'vitest'
import * as declaration from '../../packages/cli/src/declaration.js'
import type { InvalidInput } from '../../src/core/call/issues.js'
import { writableProperties } from '../../src/jobs/blocks/copy/copyProperties.js'
import { planCompletion } from '../../src/jobs/completion/planCompletion.js'
import { pullSchema } from '../../src/jobs/rows/schema/pullSchema.js'
import { writtenRow } from '../../src/jobs/rows/writeValues.js'
import { computedTypes } from '../../src/props/computedTypes.js'
import * as props from '../../src/props/index.js'
import { aConfig } from './cases.js'
import { configSamples, samples } from './samples/index.js'

const all = Object.values(samples)
const writable = all.filter(({ prop }) => typeof prop === 'function').map(({ type }) => type)

/** The name of a type in `notion-fp/props`. */
const wordOf = (type: string): string => type.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase())

test('default: a type can be written, or stands among those that cannot, in src/props/computedTypes.ts', () => {
  const known = Object.keys(configSamples).sort()
  expect([...writable, ...computedTypes].sort()).toEqual(known)
})

test.each(all)(
  'behavior: a row is given values of the type $type, in src/jobs/rows/writeValues.ts',
  ({ type, prop }) => {
    const issues: Array<InvalidInput> = []
    // No rule accepts it; the rule of a type that is computed asks to leave it out.
    writtenRow(
      [{ key: 'P', name: 'P', id: undefined, description: undefined, prop }],
      { P: Symbol() },
      'row',
      false,
      issues,
    )
    const asksToLeaveOut = issues.some(({ allowed }) => allowed.startsWith('left out'))
    expect(asksToLeaveOut).toBe(!writable.includes(type))
  },
)

test.each(all)('behavior: a copy has values of the type $type, in src/jobs/blocks/copy/copyProperties.ts', (sample) => {
  const target = { properties: { P: { id: 'p', name: 'P', type: sample.type, [sample.type]: sample.config } } }
  const lost: Array<string> = []
  for (const value of sample.values) {
    writableProperties({ P: value }, Object(target), Object(target), (_what, why) => lost.push(why))
  }
  expect(lost.filter((why) => why.startsWith('the API cannot write values of the type'))).toEqual([])
})

test.each(all)('behavior: $type can be declared, in src/jobs/rows/schema/pullSchema.ts', ({ type, config }) => {
  const source = pullSchema({ id: 'd', properties: { P: Object(aConfig(type, config)) } })
  expect(source).toMatch(new RegExp(`\\bprop: ${wordOf(type)}\\b`))
  expect(props).toHaveProperty(wordOf(type))
})

/** The types whose values can be cut, or are computed from what can be. */
const CUT = ['title', 'rich_text', 'people', 'relation', 'rollup']

test.each(all)(
  'behavior: a formula of a $type is whole, in MAY_BE_CUT of src/jobs/completion/planCompletion.ts',
  (sample) => {
    const properties = {
      F: { id: 'f', type: 'formula', formula: { type: 'number', number: 1 } },
      // It may have been computed from this list, as far as the page tells.
      R: { id: 'r', type: 'relation', relation: [], has_more: true },
    }
    const data_source = {
      properties: {
        F: { id: 'f', name: 'F', type: 'formula', formula: { expression: 'prop("P")' } },
        P: { ...aConfig(sample.type, sample.config), id: 'p', name: 'P' },
      },
    }
    const page = Object({ object: 'page', id: 'page', properties })
    const { incomplete } = planCompletion(page, { properties: ['F'], data_source: Object(data_source) })
    expect(incomplete.map(({ reason }) => reason)).toEqual(CUT.includes(sample.type) ? ['formula'] : [])
  },
)

test('default: the command line gives declarations every type, in packages/cli/src/declaration.ts', () => {
  const words = Object.keys(declaration).filter((name) => name !== 'defineDataSource')
  expect(words.sort()).toEqual(all.map(({ type }) => wordOf(type)).sort())
})
