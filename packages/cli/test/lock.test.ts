import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeLock } from '../src/copies/lock.js'
import { aFolder } from './support/command.js'

test('error: a lock that could not be written is not left behind', async () => {
  const file = join(aFolder(), 'lock')
  // A full disk: the file can be created, and nothing can be written into it.
  const full = await takeLock(file, () => Promise.reject(new Error('ENOSPC: no space left on device')))
  expect(full).toMatchObject({
    _tag: 'Left',
    left: { message: `Cannot write ${file}: ENOSPC: no space left on device` },
  })
  expect(existsSync(file)).toBe(false)
  const taken = await takeLock(file)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid })
  if (taken._tag === 'Right') await taken.right()
  expect(existsSync(file)).toBe(false)
})
