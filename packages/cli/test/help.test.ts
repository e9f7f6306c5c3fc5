import { expect, test } from 'vitest'
import { commandHelp } from '../src/help.js'
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

test('behavior: the help has paragraphs, and lists whose lines are indented, in the width of the terminal', () => {
  const doc = { args: [], options: {}, examples: [], details: ['One two three', '- four five six', '- seven', 'Eight'] }
  expect(commandHelp('x', 'Does it', doc, 12).split('\n').slice(0, 12)).toEqual([
    'notion-fp x [options]',
    '',
    'Does it.',
    '',
    'One two',
    'three',
    '- four',
    '  five six',
    '- seven',
    '',
    'Eight',
    '',
  ])
})
