import { statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openRecords } from '../../src/store/recordStore.js'
import { aFolder } from '../support/command.js'

const aFile = (): string => join(aFolder(), 'store.log')

describe('records', () => {
  test('behavior: after any puts and removals, and a stop at any byte, the store has what was whole', async () => {
    const key = fc.constantFrom('p:a', 'p:b', 't:"c\\"', 'é')
    const step = fc.record({ key, value: fc.option(fc.jsonValue(), { nil: undefined }) })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.nat(), async (steps, cut) => {
        const file = aFile()
        const store = await openRecords(file)
        const states: Array<readonly [size: number, state: ReadonlyMap<string, unknown>]> = [[0, new Map()]]
        const state = new Map<string, unknown>()
        for (const { key: name, value } of steps) {
          if (value === undefined) {
            await store.remove(name)
            state.delete(name)
          } else {
            await store.put(name, value)
            state.set(name, JSON.parse(JSON.stringify(value)))
          }
          states.push([statSync(file).size, new Map(state)])
        }
        await store.close()
        const size = cut % (statSync(file).size + 1)
        truncateSync(file, size)
        const [, expected] = states.filter(([end]) => end <= size).at(-1) ?? []
        const again = await openRecords(file)
        expect(new Set(again.keys(''))).toEqual(new Set(expected?.keys()))
        for (const [name, value] of expected ?? []) expect(await again.get(name)).toEqual(value)
        // What follows is not spoiled by what was cut off.
        await again.put('last', 1)
        await again.close()
        const third = await openRecords(file)
        expect(await third.get('last')).toBe(1)
        await third.close()
      }),
      { numRuns: 40 },
    )
  })

  test('behavior: compact leaves what counts, in its order', async () => {
    const file = aFile()
    const store = await openRecords(file)
    const big = 'x'.repeat(10_000)
    for (let round = 0; round < 10; round++) for (const name of ['b', 'a']) await store.put(name, `${round}${big}`)
    await store.put('c', 1)
    await store.remove('c')
    const before = statSync(file).size
    await store.compact()
    expect(statSync(file).size).toBeLessThan(before / 5)
    await store.put('d', 'after')
    await store.close()
    const again = await openRecords(file)
    expect(again.keys('')).toEqual(['b', 'a', 'd'])
    expect([await again.get('a'), await again.get('d')]).toEqual([`9${big}`, 'after'])
    await again.close()
  })

  test('error: a damaged line is named', async () => {
    const file = aFile()
    writeFileSync(file, '{"k":"a","v":1}\nnothing\n')
    await expect(openRecords(file)).rejects.toThrow('is damaged at byte 16')
  })
})
