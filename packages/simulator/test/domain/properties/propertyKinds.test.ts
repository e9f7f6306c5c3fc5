import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { inOrderOf } from '../../../src/domain/properties/inOrderOf.js'
import * as kinds from '../../../src/domain/properties/kinds/index.js'
import { kindOf, PROPERTY_KINDS } from '../../../src/domain/properties/registry.js'

const KINDS = 'packages/simulator/src/domain/properties/kinds'

const camelCase = (type: string): string => type.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())

test('behavior: each property type has its own file, and a line in the index', () => {
  // A type that needs more than one file has a folder beside its own.
  const files = readdirSync(KINDS).filter((file) => file.endsWith('.ts') && file !== 'index.ts')
  const names = Object.values(kinds).map(({ type }) => camelCase(type))
  expect([...names].sort()).toEqual(Object.keys(kinds).sort())
  expect(names.map((name) => `${name}.ts`).sort()).toEqual(files.sort())
  expect([...PROPERTY_KINDS.keys()].map(camelCase).sort()).toEqual([...names].sort())
})

test('behavior: a type that is missing in an order comes last', () => {
  expect(inOrderOf(['title', 'date'], ['ledger', 'date', 'title'], (each) => each)).toEqual(['title', 'date', 'ledger'])
})

test('behavior: a property of an unknown type keeps its values unchanged', () => {
  expect(kindOf('ledger').value).toBeUndefined()
  expect(kindOf('constructor')).toBe(kindOf('ledger'))
})

/** Code that depends on a property type belongs to its kind. Every page has a title. */
const DECIDES =
  /(?:\.type [!=]== |case )'(rich_text|number|select|multi_select|status|people|phone_number|formula|relation|rollup|unique_id|created_by|created_time|last_edited_by|last_edited_time|verification|button)'/

test('behavior: no file outside of the kinds depends on a property type', () => {
  const root = 'packages/simulator/src'
  const deciding = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !join(root, file).startsWith(KINDS))
    .filter((file) => DECIDES.test(readFileSync(join(root, file), 'utf8')))
  expect(deciding).toEqual([])
})
