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
