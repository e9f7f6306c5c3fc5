import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aFolder, lines, sharedNotion } from '../support/command.js'
import { CONTENTS, HOME } from '../support/writeContents.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

/** A new page below the first one. */
const aPage = async (title = 'A page'): Promise<string> => {
  const { out } = await run(['create', HOME, `title=${title}`])
  return String(lines(out)[0]?.id)
}

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
