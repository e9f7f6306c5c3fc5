import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { resumeLine } from '../../src/errors/resume.js'
import { aFolder, runCommand, sharedNotion } from '../support/command.js'
import { hasTerminal } from '../support/hasTerminal.js'
import { CONTENTS, HOME } from '../support/terminalContents.js'
import { typeOn } from '../support/typeOn.js'

const { notion, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

afterAll(stop)

const type = typeOn(notion)

test('default: the line that continues a job is one that a shell understands', () => {
  expect(resumeLine(['append', 'x', "it's", '--resume', 'old.json'], '/a b.json')).toBe(
    `notion-fp append x 'it'\\''s' --resume '/a b.json'`,
  )
  expect(resumeLine(['append', 'x', '--resume=old.json'], 'new.json')).toBe('notion-fp append x --resume new.json')
})

describe.runIf(hasTerminal)('Ctrl-C', () => {
  test('default: a job writes down where it is, and says how to go on', async () => {
    const folder = aFolder()
    notion().simulator.setConditions({ latency: 60 })
    const { code, shown } = await type(
      ['backup', HOME, folder, '--comments', 'none'],
      [{ after: /pages: [1-9]/, type: '\u0003' }],
    )
    notion().simulator.setConditions({})
    expect(code).toBe(130)
    expect(shown).toContain('What was read is stored: run the same command to continue.')
    // The line of the progress is gone before anything else is written.
    expect(shown).toContain('\r\u001b[KWhat was read')
    expect(readFileSync(join(folder, 'run.jsonl'), 'utf8').split('\n').length).toBeGreaterThan(1)
    expect((await runCommand(['backup', folder], { env: notion().env })).code).toBe(0)
  })
})
