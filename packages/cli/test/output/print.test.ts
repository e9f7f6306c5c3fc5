import { expect, test } from 'vitest'
import { fieldNames } from '../../src/output/print.js'
import { hasScript, runInTerminal } from '../support/command.js'

test('default: names of fields, with quotes for those that have commas', () => {
  expect(fieldNames('a, b ,"c, d","e ""f""",')).toEqual(['a', 'b', 'c, d', 'e "f"'])
})

test.runIf(hasScript)('default: a terminal gets a list of fields', async () => {
  const { code, out } = await runInTerminal(['whoami', '--simulator'])
  expect(code).toBe(0)
  expect(out).toMatch(/^id {16}\S+\nname {14}notion-fp\n/)
})
