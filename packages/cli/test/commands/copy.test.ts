import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lines, sharedNotion } from '../support/command.js'
import { CONTENTS, HOME } from '../support/writeContents.js'
import { pageMaker, textReader } from '../support/writtenPages.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

const aPage = pageMaker(run)

const texts = textReader(run)

describe('copy', () => {
  test('default: a page with its child pages, and what is lost', async () => {
    const id = await aPage('Original')
    await run(['append', id, 'text'])
    await run(['create', id, 'title=Child'])
    const { code, out } = await run(['copy', id, '--to', HOME, '--deep'])
    expect(code).toBe(0)
    expect(lines(out)[0]).toMatchObject({ pages: 2, losses: 0 })
    expect(await texts(String(lines(out)[0]?.id))).toEqual(['text', 'Child'])
    const home = await run(['copy', HOME, '--to', id])
    expect(home.code).toBe(6)
    expect(home.err).toContain('lost: child_database')
  })

  test('error: it needs a place', async () => {
    expect((await run(['copy', HOME])).err).toContain('--to must say where the copy goes.')
  })
})
