import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockFolder } from '../../src/shared/lockFolder.js'
import { aFolder } from '../support/command.js'

test('error: a folder in use is named, with who uses it and the file to delete if nobody does', async () => {
  const folder = aFolder()
  const file = join(folder, 'lock')
  const lock = await lockFolder(folder, file)
  expect(await lockFolder(folder, file)).toMatchObject({
    left: {
      _tag: 'LocalError',
      message: `The folder ${folder} is in use by the process ${process.pid}.`,
      hint: `Wait until it ends. If it is not running, delete ${file}.`,
    },
  })
  if (lock._tag === 'Right') await lock.right()
  expect(await lockFolder(folder, file)).toMatchObject({ _tag: 'Right' })
})
