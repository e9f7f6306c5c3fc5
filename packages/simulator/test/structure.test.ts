import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const DOMAIN = 'packages/simulator/src/domain'

/** Names of HTTP that the domain does not use: its errors are values, which `http/` turns into responses. */
const HTTP =
  /\bnew (?:Response|Request|Headers)\b|: (?:Response|Request|Headers)\b|\b(?:statusCode|setHeader)\b|www-authenticate|retry-after|content-type/

test('behavior: the domain knows no status codes, headers or responses', () => {
  const found = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .filter((file) => {
      const text = readFileSync(join(DOMAIN, file), 'utf8')
      return HTTP.test(text) || /new Refusal\(\s*\d/.test(text)
    })
  expect(found).toEqual([])
})

/** The files that a file imports when it is loaded, and what is not a file of the package. */
const importedBy = (file: string, seen: Set<string>): ReadonlySet<string> => {
  if (seen.has(file)) return seen
  seen.add(file)
  if (!file.endsWith('.ts')) return seen
  for (const [, what = '', from = ''] of readFileSync(file, 'utf8').matchAll(/^(?:im|ex)port (.*?from )?'([^']+)'/gms))
    if (!what.startsWith('type '))
      importedBy(from.startsWith('.') ? join(file, '..', from).replace(/\.js$/, '.ts') : from, seen)
  return seen
}

test.each(['portable.ts', 'index.ts'])('behavior: loading %s loads no module of Node', (entry) => {
  const found = [...importedBy(join(DOMAIN, '..', entry), new Set())]
  expect(found.length).toBeGreaterThan(200)
  expect(found.filter((each) => !each.endsWith('.ts'))).toEqual(['hono'])
})

test('behavior: both entries of the package have the same exports', async () => {
  const [whole, portable] = await Promise.all([import('../src/index.js'), import('../src/portable.js')])
  expect(Object.keys(portable).sort()).toEqual(Object.keys(whole).sort())
  await expect(portable.createSimulator().listen()).rejects.toThrow('There are no servers in this runtime')
})
