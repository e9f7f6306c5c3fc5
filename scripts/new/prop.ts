/**
 * `npm run new:prop <type>`, such as `npm run new:prop rating`: a type of property by Notion's word for it, as a text that can be
 * written, to be changed into what it is.
 */
import { create, edit, fail, finish, spaced, upper } from './files.js'

const [type = ''] = process.argv.slice(2)
if (!/^[a-z]+(_[a-z]+)*$/.test(type)) fail('Usage: npm run new:prop <type>\nSuch as: npm run new:prop rating')

/** `phone_number` as `phoneNumber`. */
const name = type.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())
const words = upper(spaced(name))
const codec = `${upper(name)}PropertyValue`

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

const SAMPLES = 'test/props/samples.ts'
edit(
  SAMPLES,
  {
    place: /export const samples:[\s\S]*?= \{\n/,
    to: (place) =>
      `${place}  ${type}: [{ id: 'x', type: '${type}', ${type}: 'one' }, { id: 'x', type: '${type}', ${type}: null }],\n`,
  },
  { place: /export const configSamples:[\s\S]*?= \{\n/, to: (place) => `${place}  ${type}: {},\n` },
  {
    place: /export const readers:[\s\S]*?\n\} = \{\n/,
    to: (place) => `${place}  ${type}: { prop: P.${name}, codec: P.${codec}, reads: ['one', null] },\n`,
  },
)

// Until the official client has the type: then the name goes from here.
edit('test/support/exempt.ts', {
  place: /(NotInOfficialTypes = )([^\n]*)/,
  to: (_all, start = '', types = '') => (types === 'never' ? `${start}'${type}'` : `${start}${types} | '${type}'`),
})

finish()
console.log(`
Next: make src/props/${name}.ts what the API reference says: what it holds, its configuration, how it is written and filtered; and the
samples in ${SAMPLES} with it. Where the simulator should have it, add its kind in packages/simulator. Then: npm run check`)
