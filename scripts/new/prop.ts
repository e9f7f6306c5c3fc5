/**
 * `npm run new:prop <type>`, such as `npm run new:prop rating`: a writable property type with a text as its value, with its sample and
 * its test, to start from.
 */
import { propAsked } from './asked.js'
import { create, edit, finish, orFail, project } from './files.js'
import { spaced, upper } from './words.js'

const { type, name, codec } = orFail(propAsked(process.argv.slice(2), project))
const words = upper(spaced(name))

create(
  `src/props/${name}.ts`,
  `/** ${words} properties. */
import type { Type } from 'io-ts'
import type { EmptyRequest } from '../core/schema/exactlyOne.js'
import type { TextCondition } from './condition.js'
import type { EmptyConfig } from './emptyConfig.js'
import { optionalText } from './optionalText.js'
import { identity, type Prop, prop } from './prop.js'
import { type PropertyValueOf, propertyValueOf } from './propertyValueOf.js'

declare module './propertyTables.js' {
  interface PropertyPayloads {
    /** \`null\` where it is empty. */
    readonly ${type}: string | null
  }
  interface ConfigPayloads {
    readonly ${type}: EmptyConfig
  }
  interface PropertyValueRequests {
    readonly ${type}: string | null
  }
  interface SharedConfigs {
    readonly ${type}: EmptyRequest
  }
  interface PropertyConditions {
    readonly ${type}: TextCondition
  }
}

export { emptyConfig as ${name}Config } from './emptyConfig.js'
export { optionalText as ${name}Payload } from './optionalText.js'

/** The value of a ${words.toLowerCase()} property. */
export type ${codec} = PropertyValueOf<'${type}'>

/** The value of a ${words.toLowerCase()} property. */
export const ${codec}: Type<${codec}> = propertyValueOf('${type}', optionalText)

/**
 * A ${words.toLowerCase()}. \`null\` where there is none.
 *
 * @see https://developers.notion.com/reference/page-property-values
 * @example
 * import { ${name} } from 'notion-fp/props'
 *
 * const properties = { Value: ${name}('one') }
 */
export const ${name}: Prop<'${type}', string | null, string | null> = prop('${type}', identity<string | null>, identity)
`,
)

edit('src/props/index.ts', {
  place: 'export { formatDatabaseTitle }',
  to: (place) => `export { ${codec}, ${name} } from './${name}.js'\n${place}`,
})

const SAMPLE = `test/props/samples/${name}.ts`
create(
  SAMPLE,
  `import { ${codec}, ${name} } from '../../../src/props/${name}.js'
import type { PropertySample } from './sample.js'

export const ${name}Sample: PropertySample<'${type}'> = {
  type: '${type}',
  values: [
    { id: 'x', type: '${type}', ${type}: 'one' },
    { id: 'x', type: '${type}', ${type}: null },
  ],
  reads: ['one', null],
  config: {},
  prop: ${name},
  codec: ${codec},
}
`,
)

const TEST = `test/props/${name}.test.ts`
create(
  TEST,
  `import { expect, test } from 'vitest'
import type { Filter } from '../../src/props/filter.js'
import { ${name} } from '../../src/props/${name}.js'
import { aConfig, configPaths, decodeConfig, rejectedFields, writeBack } from './cases.js'
import { ${name}Sample } from './samples/${name}.js'

test('default: builds the value from a text, and null empties the property', () => {
  expect(${name}('one')).toEqual({ ${type}: 'one' })
  expect(${name}(null)).toEqual({ ${type}: null })
})

test('behavior: a value that was read can be written back', () => {
  for (const value of ${name}Sample.values) {
    expect(writeBack(${name}, ${name}.read(value))).toEqual({ ${type}: value.${type} })
  }
})

test('default: a value is accepted', () => {
  expect(rejectedFields(${name}('one'))).toEqual([])
})

test('behavior: a configuration with unknown fields is decoded', () => {
  const config = aConfig('${type}', { new_field: 1 })
  expect(decodeConfig(config)).toEqual({ _tag: 'Right', right: config })
})

test('error: a configuration that is not an object names the field', () => {
  expect(configPaths('${type}', 'one')).toEqual(['${type}'])
})

test('params: a filter has a condition of the type', () => {
  const filter: Filter = { property: 'Value', ${type}: { is_empty: true } }
  expect(filter.${type}).toEqual({ is_empty: true })
})
`,
)

// To be removed when the official client has the type.
edit('test/support/exempt.ts', {
  place: /(NotInOfficialTypes = )([^\n]*)/,
  to: (_all, start = '', types = '') => (types === 'never' ? `${start}'${type}'` : `${start}${types} | '${type}'`),
})

await finish(
  [
    `Adapt src/props/${name}.ts to the API reference: the value, the configuration, the request, the condition of filters. If the API
  limits the length of a value, export the limit as ${name}Max.`,
    `Adapt ${SAMPLE} and ${TEST}. All tests that hold for every type are run with the sample.`,
    `If the simulator should support the type, add packages/simulator/src/domain/properties/kinds/${name}.ts, with a line in index.ts
  beside it.`,
    'If the official client has the type, remove it from NotInOfficialTypes in test/support/exempt.ts.',
  ],
  'test/props',
)
