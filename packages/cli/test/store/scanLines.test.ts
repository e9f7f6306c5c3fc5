import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scanLines } from '../../src/store/scanLines.js'
import { aFolder } from '../support/command.js'

const aFile = (): string => join(aFolder(), 'store.log')

describe('scanLines', () => {
  test('behavior: lines and their places, also across chunks; what was cut off is left out', async () => {
    const file = aFile()
    const long = 'é'.repeat(300_000)
    writeFileSync(file, `a\n${long}\n\nb\ncut`)
    const lines: Array<[string, number]> = []
    const end = await scanLines(file, (line, at) => lines.push([line.toString('utf8'), at]))
    const after = 2 + Buffer.byteLength(long) + 1
    expect(lines).toEqual([
      ['a', 0],
      [long, 2],
      ['', after],
      ['b', after + 1],
    ])
    expect(end).toBe(after + 3)
    expect(await scanLines(join(aFolder(), 'none'), () => expect.unreachable())).toBe(0)
  })
})
