import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from 'vitest'

/** Rewrites the module that `schema pull` wrote. */
export const edit = (file: string, from: RegExp, to: string): void => {
  const text = readFileSync(file, 'utf8')
  expect(text).toMatch(from)
  writeFileSync(file, text.replace(from, to))
}
