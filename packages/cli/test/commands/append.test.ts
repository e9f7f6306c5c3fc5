import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { faults } from '@notion-fp/simulator'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aFolder, lines, sharedNotion } from '../support/command.js'
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

describe('append', () => {
  test('default: text, and lines of stdin', async () => {
    const id = await aPage()
    await run(['append', id, 'one', 'line'])
    const { out } = await run(['append', id, '-'], { input: 'two\r\n\nthree\n' })
    expect(lines(out)[0]).toMatchObject({ blocks: 2 })
    expect(await texts(id)).toEqual(['one line', 'two', 'three'])
  })

  test('params: --markdown, --dry-run', async () => {
    const id = await aPage()
    await run(['append', id, '--markdown', '-'], { input: '- a\n- b' })
    expect(await texts(id)).toEqual(['a', 'b'])
    const file = join(aFolder(), 'blocks.json')
    writeFileSync(file, JSON.stringify(Array.from({ length: 250 }, () => ({ divider: {} }))))
    expect(lines((await run(['append', id, '--blocks', file, '--dry-run'])).out)[0]).toMatchObject({ requests: 3 })
  })

  test('error: what is no block is refused with its place, before anything is sent', async () => {
    const { code, err } = await run(['append', HOME, '--blocks', '-'], {
      input: '[{"divider":{}},{"equation":{"expression":7}}]',
    })
    expect(code).toBe(64)
    expect(err).toContain('children[1]')
    expect((await run(['append', HOME])).err).toContain('Give one of a text, --markdown and --blocks.')
    expect((await run(['append', HOME, '--blocks', '-'], { input: '{}' })).err).toContain('must be a JSON array')
  })

  test('behavior: a run that stops says how to continue, and nothing is written twice', async () => {
    const id = await aPage()
    const input = Array.from({ length: 250 }, (_, index) => `line ${index}`).join('\n')
    let sent = 0
    notion().simulator.setConditions({
      faults: [
        { ...faults.droppedAfterCommit, match: ({ method }) => method === 'PATCH' && ++sent === 2 },
        { status: 403, code: 'restricted_resource', match: () => sent >= 2 },
      ],
    })
    const stopped = await run(['append', id, '-'], { input })
    expect(stopped.code).toBe(6)
    const [, file = ''] = /Continue with: notion-fp append \S+ - --resume (\S+)\n/.exec(stopped.err) ?? []
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ block_id: id })
    notion().simulator.setConditions({})
    const continued = await run(['append', id, '-', '--resume', file], { input })
    expect(continued).toMatchObject({ code: 0, err: '' })
    expect(await texts(id)).toEqual(input.split('\n'))
    expect(() => readFileSync(file)).toThrow('ENOENT')
  })

  test('behavior: Ctrl-C stops it, with an exit code of its own', async () => {
    const id = await aPage()
    notion().simulator.setConditions({ latency: 150 })
    const input = Array.from({ length: 500 }, (_, index) => `line ${index}`).join('\n')
    let writesSeen = 0
    const stopped = await run(['append', id, '-'], {
      input,
      onStart: (kill) => {
        notion().simulator.onRequest(({ method }) => {
          if (method === 'PATCH' && ++writesSeen === 2) kill('SIGINT')
        })
      },
    })
    notion().simulator.setConditions({})
    expect(stopped.code).toBe(130)
    const [, file = ''] = /Continue with: .* --resume (\S+)\n/.exec(stopped.err) ?? []
    expect((await run(['append', id, '-', '--resume', file], { input })).code).toBe(0)
    expect(await texts(id)).toEqual(input.split('\n'))
  })

  test('error: a resume that is not of this command', async () => {
    const file = join(aFolder(), 'other.json')
    writeFileSync(file, '{"rows":1}')
    expect((await run(['append', HOME, 'x', '--resume', file])).code).toBe(64)
    expect((await run(['append', HOME, 'x', '--resume', `${file}-none`])).err).toContain('cannot be read')
  })
})
