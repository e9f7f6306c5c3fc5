import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as kinds from '../src/domain/properties/kinds/index.js'
import { inOrderOf, kindOf, PROPERTY_KINDS } from '../src/domain/properties/registry.js'

const KINDS = 'packages/simulator/src/domain/properties/kinds'

const camelCase = (type: string): string => type.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase())

test('behavior: each type of property has a file of its name, and a line in the index', () => {
  const files = readdirSync(KINDS).filter((file) => file !== 'index.ts')
  const names = Object.values(kinds).map(({ type }) => camelCase(type))
  expect([...names].sort()).toEqual(Object.keys(kinds).sort())
  expect(names.map((name) => `${name}.ts`).sort()).toEqual(files.sort())
  expect([...PROPERTY_KINDS.keys()].map(camelCase).sort()).toEqual([...names].sort())
})

test('behavior: a type that no list of an order contains comes last', () => {
  expect(inOrderOf(['title', 'date'], ['ledger', 'date', 'title'], (each) => each)).toEqual(['title', 'date', 'ledger'])
})

test('behavior: a type that is not known keeps its values as they are', () => {
  expect(kindOf('ledger').value).toBeUndefined()
  expect(kindOf('constructor')).toBe(kindOf('ledger'))
})

/** What decides by the type of a property belongs to its kind. Titles are part of every page. */
const DECIDES =
  /(?:\.type [!=]== |case )'(rich_text|number|select|multi_select|status|people|phone_number|formula|relation|rollup|unique_id|created_by|created_time|last_edited_by|last_edited_time|verification|button)'/

test('behavior: no file outside the kinds decides by a type of property', () => {
  const root = 'packages/simulator/src'
  const deciding = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !join(root, file).startsWith(KINDS))
    .filter((file) => DECIDES.test(readFileSync(join(root, file), 'utf8')))
  expect(deciding).toEqual([])
})
