import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aFolder, lines, sharedNotion } from '../support/command.js'
import { CONTENTS, HOME } from '../support/writeContents.js'
import { pageMaker } from '../support/writtenPages.js'

const { notion, run, start, stop } = sharedNotion()

beforeAll(() => start(CONTENTS))

beforeEach(() => {
  notion().simulator.setConditions({})
})

afterAll(stop)

const aPage = pageMaker(run)

describe('files', () => {
  test('default: what was uploaded is downloaded again, once', async () => {
    const id = await aPage()
    const folder = aFolder()
    writeFileSync(join(folder, 'a.txt'), 'hello')
    const uploaded = await run(['upload', join(folder, 'a.txt'), '--to', id, '--caption', 'The file'])
    expect(lines(uploaded.out)[0]).toMatchObject({
      filename: 'a.txt',
      content_type: 'text/plain',
      block_id: expect.any(String),
    })
    await run(['upload', '-', '--name', 'b.txt', '--to', id], { input: 'from stdin' })
    const target = join(folder, 'files')
    const first = await run(['download', id, '--to', target])
    expect(lines(first.out).map(({ result }) => result)).toEqual(['written', 'written'])
    const contents = lines(first.out).map(({ file }) => readFileSync(join(target, String(file)), 'utf8'))
    expect(contents.sort()).toEqual(['from stdin', 'hello'])
    expect(lines((await run(['download', id, '--to', target])).out).map(({ result }) => result)).toEqual([
      'there already',
      'there already',
    ])
  })

  test('error: an upload that could not be attached is reported', async () => {
    expect((await run(['upload', '-', '--to', HOME], { input: 'x' })).err).toContain('needs --name')
    expect((await run(['upload', 'none.txt'])).err).toContain('Cannot read none.txt')
    notion().simulator.setConditions({
      faults: [{ status: 403, code: 'restricted_resource', match: ({ path }) => path.includes('/children') }],
    })
    const { code, err } = await run(['upload', '-', '--name', 'a.txt', '--to', HOME], { input: 'x' })
    expect(code).toBe(3)
    expect(err).toMatch(/The file is uploaded, as [0-9a-f-]{36}, but not attached/)
  })
})
