import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { lines, sharedNotion } from '../support/command.js'
import { CONTENTS } from '../support/readContents.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

describe('search', () => {
  test('default: by title, each once', async () => {
    const { out } = await run(['search', 'below'])
    expect(lines(out)).toMatchObject([{ title: 'Below', object: 'page' }])
  })

  test('params: --type and --limit', async () => {
    expect(lines((await run(['search', '--type', 'data_source'])).out).map(({ title }) => title)).toEqual(
      expect.arrayContaining(['Tasks', 'Projects']),
    )
    expect(lines((await run(['search', '--limit', '2'])).out)).toHaveLength(2)
    expect((await run(['search', '--limit', '0', '--csv'])).out).toBe('title,object,id,url,last_edited_time\n')
  })
})
