import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aFolder, lines, sharedNotion } from '../support/command.js'
import { CONTENTS } from '../support/writeContents.js'
import { pageMaker } from '../support/writtenPages.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

const aPage = pageMaker(run)

describe('files', () => {
  test('error: a file that fails is named, and the others are downloaded', async () => {
    const id = await aPage()
    for (const name of ['a.txt', 'b.txt']) await run(['upload', '-', '--name', name, '--to', id], { input: name })
    const target = aFolder()
    const { code, out } = await run(['download', id, '--to', target, '--max-bytes', '4'])
    expect(code).toBe(6)
    expect(lines(out).map(({ result }) => result)).toEqual(['failed', 'failed'])
    expect(readdirSync(target, { recursive: true }).filter((file) => String(file).endsWith('.txt'))).toEqual([])
  })
})
