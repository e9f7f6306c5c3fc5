import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { takeLock } from '../../src/shared/takeLock.js'
import { aFolder } from '../support/command.js'

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

test('error: a lock that another run holds is not taken, and its holder is returned as data', async () => {
  const file = join(aFolder(), 'lock')
  const taken = await takeLock(file)
  const holder = `the process ${process.pid}`
  expect(await takeLock(file)).toEqual({ _tag: 'Left', left: { _tag: 'LockHeld', holder } })
  if (taken._tag === 'Right') await taken.right()
  writeFileSync(file, JSON.stringify({ pid: 1, host: 'another-machine' }))
  expect(await takeLock(file)).toMatchObject({ left: { holder: 'a process on another-machine' } })
})
