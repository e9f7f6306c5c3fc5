import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { aFolder, lines, runCommand } from '../support/command.js'

describe('the embedded Notion', () => {
  test('default: --simulator needs no token, and ignores the settings of the account', async () => {
    const { code, out } = await runCommand(['whoami', '--simulator', '--csv', '--fields', 'workspace,name'], {
      env: { NOTION_BASE_URL: 'http://127.0.0.1:9' },
    })
    expect({ code, out }).toEqual({ code: 0, out: 'workspace,name\nSample workspace,notion-fp\n' })
  })

  test('default: the sample has the same ids in each run: what one command shows, the next one finds', async () => {
    const query = ['query', '2f2e2d2c2b2a4928a726252423222120', '--simulator']
    const [first, second] = [await runCommand(query), await runCommand(query)]
    const ids = lines(first.out).map(({ id }) => id)
    expect(ids).toHaveLength(5)
    expect(lines(second.out).map(({ id }) => id)).toEqual(ids)
    const updated = await runCommand(['update', String(ids[1]), 'Stage=Done', '--simulator'])
    expect(lines(updated.out)).toMatchObject([{ Name: 'Buy glass', Stage: 'Done' }])
  })

  test('error: what an earlier run has created is not there: the hint names --simulator-state', async () => {
    const created = await runCommand(['create', '2f2e2d2c2b2a4928a726252423222120', 'Name=a', '--simulator'])
    const { code, err } = await runCommand(['get', String(lines(created.out)[0]?.id), '--simulator'])
    expect(code).toBe(4)
    expect(err).toContain('--simulator-state <file> keeps what was written')
  })

  test('params: --simulator-state keeps the contents', async () => {
    const file = join(aFolder(), 'state.json')
    const ids = [
      await runCommand(['whoami', '--simulator-state', file]),
      await runCommand(['whoami', '--simulator-state', file]),
    ]
    expect(ids.map(({ out }) => lines(out)[0]?.id)).toEqual(Array(2).fill(expect.stringMatching(/^[0-9a-f-]{36}$/)))
    expect(lines(ids[0]?.out ?? '')).toEqual(lines(ids[1]?.out ?? ''))
  })

  test('error: a damaged state is named, and stays as it is', async () => {
    const file = join(aFolder(), 'state.json')
    writeFileSync(file, '{"pages": 7')
    const { code, err } = await runCommand(['whoami', '--simulator-state', file])
    expect(code).toBe(1)
    expect(err).toContain(`Cannot read ${file}`)
    expect(readFileSync(file, 'utf8')).toBe('{"pages": 7')
  })
})
