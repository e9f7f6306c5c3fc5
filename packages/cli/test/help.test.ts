import { expect, test } from 'vitest'
import { runCommand } from './support/command.js'

test.each([
  'create',
  'update',
  'append',
  'upload',
  'download',
  'copy',
  'export',
  'import',
  'sync',
  'backup',
  'backup verify',
  'restore',
  'query',
  'get',
  'tree',
  'search',
  'api',
])('default: the help of %s has examples that name only its options', async (name) => {
  const { out } = await runCommand([...name.split(' '), '--help'])
  const [, options = '', examples = ''] = /Options:\n([\s\S]*)\nExamples:\n([\s\S]*)/.exec(out) ?? []
  const used = examples
    .split('\n')
    .filter((line) => line.startsWith(`  notion-fp ${name}`))
    .flatMap((line) => line.match(/ --[a-z-]+/g) ?? [])
  expect(examples).toContain(`notion-fp ${name}`)
  for (const option of used) expect(options).toContain(option)
  expect(Math.max(...out.split('\n').map((line) => line.length))).toBeLessThan(140)
})
