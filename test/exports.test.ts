import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as fpTs from 'fp-ts/function'
import * as TE from 'fp-ts/TaskEither'
import { expect, test } from 'vitest'
import { entries, exportList, exportsOf } from './support/exportLists.js'

const operations = readdirSync('src/ops', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ name: basename(file, '.ts'), text: readFileSync(join('src/ops', file), 'utf8') }))
  .filter(({ name, text }) => new RegExp(`^export (const|function) ${name}Request\\b`, 'm').test(text))
  .map(({ name }) => name)

test.each(Object.entries(entries))('default: the list of what %s exports is up to date', (name, entry) => {
  const { file, text } = exportList(name, entry)
  const written = readFileSync(join('test', file), 'utf8')
  expect(written, `test/${file} is out of date: review the change after \`npm run generate\``).toBe(text)
})

test.each(Object.entries(entries))(
  'behavior: the values that %s exports are those of its export lists',
  async (_name, entry) => {
    const module: object = await import(join(process.cwd(), entry))
    expect(Object.keys(module).sort()).toEqual(exportsOf(entry).filter((name) => !name.startsWith('type ')))
  },
)

test('behavior: no entry has an `export *`, so that no name is added or lost unnoticed', () => {
  for (const entry of Object.values(entries)) expect(readFileSync(entry, 'utf8')).not.toMatch(/^export \*/m)
})

test('behavior: every operation is exported with its request and its parameters', () => {
  expect(operations.length).toBeGreaterThan(0)
  const exported = exportsOf(entries['notion-fp'])
  const missing = operations.filter((name) => !(exported.includes(name) && exported.includes(`${name}Request`)))
  expect(missing).toEqual([])
})

test('behavior: notion-fp/fp exports the functions of fp-ts', async () => {
  const barrel = await import('../src/fp/index.js')
  expect(barrel.pipe).toBe(fpTs.pipe)
  expect(barrel.TE.flatMap).toBe(TE.flatMap)
  const alone = await import('../src/fp/TaskEither.js')
  expect(alone.flatMap).toBe(TE.flatMap)
  expect(Object.keys(alone).sort()).toEqual(Object.keys(TE).sort())
})
