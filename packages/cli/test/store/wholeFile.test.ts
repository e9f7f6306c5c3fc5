import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { beginFile, writeWhole } from '../../src/store/wholeFile.js'
import { aFolder } from '../support/command.js'

describe('whole files', () => {
  test('default: a file is there when it is whole, and is not touched if it is the same', async () => {
    const folder = join(aFolder(), 'a', 'b')
    const file = join(folder, 'c.txt')
    const begun = await beginFile(file)
    await begun.write('one\n')
    await begun.write('two\n')
    expect(() => statSync(file)).toThrow()
    const first = await begun.commit()
    expect([first.isNew, readFileSync(file, 'utf8')]).toEqual([true, 'one\ntwo\n'])
    expect(await writeWhole(file, 'one\ntwo\n', first.hash)).toEqual({ hash: first.hash, isNew: false })
    // Not believed if the file is gone.
    expect((await writeWhole(join(folder, 'd.txt'), 'one\ntwo\n', first.hash)).isNew).toBe(true)
    const aborted = await beginFile(file)
    await aborted.write('three')
    await aborted.abort()
    expect(readFileSync(file, 'utf8')).toBe('one\ntwo\n')
    mkdirSync(join(folder, 'e'))
  })
})
