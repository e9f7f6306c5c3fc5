// Type-checks every example of the documentation: the `@example` blocks in the docstrings of src, and the `ts` blocks of the
// READMEs and of docs. Each must compile by itself, as a reader would paste it, or after those that it continues.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const out = join(root, '.tmp/examples')

/** The example of each docstring, its comment marks taken off. */
const fromSource = (text) =>
  [...text.matchAll(/\/\*\*(?:(?!\*\/)[\s\S])*?\*\//g)].flatMap(([comment]) => {
    const lines = comment.split('\n').map((line) => line.replace(/^\s*\*\/?\s?/, ''))
    const start = lines.findIndex((line) => line.startsWith('@example'))
    if (start < 0) return []
    const end = lines.findIndex((line, index) => index > start && line.startsWith('@'))
    return [
      lines
        .slice(start + 1, end < 0 ? undefined : end)
        .join('\n')
        .trim(),
    ]
  })

/** Each example of a page; one that is marked `ts continued` goes on where the one before it ended. */
const fromMarkdown = (text) => {
  const examples = []
  for (const [, continued, code] of text.matchAll(/^```ts( continued)?\n([\s\S]*?)^```/gm)) {
    examples.push((continued ? `${examples.at(-1)}\n` : '') + code.trim())
  }
  return examples
}

const filesIn = (folder, ending) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith(ending) && !name.includes('node_modules'))
    .map((name) => join(folder, name))

const examplesOf = (file, extract) => ({ file, examples: extract(readFileSync(join(root, file), 'utf8')) })

const found = [
  ...filesIn('src', '.ts').map((file) => examplesOf(file, fromSource)),
  ...['README.md', ...filesIn('docs', '.md'), ...filesIn('packages', 'README.md')].map((file) =>
    examplesOf(file, fromMarkdown),
  ),
]

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
let count = 0
for (const { file, examples } of found) {
  for (const [index, example] of examples.entries()) {
    count++
    writeFileSync(join(out, `${file.replaceAll(/[/.]/g, '-')}-${index + 1}.ts`), `${example}\nexport {}\n`)
  }
}
writeFileSync(
  join(out, 'tsconfig.json'),
  JSON.stringify({
    extends: '../../tsconfig.json',
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false, rootDir: '../..' },
    include: ['*.ts'],
  }),
)
const { status } = spawnSync('npx', ['tsc', '-p', join(out, 'tsconfig.json'), '--noEmit'], {
  cwd: root,
  stdio: 'inherit',
})
console.log(`${count} examples, ${status === 0 ? 'all compile' : 'not all compile'}`)
process.exit(count === 0 ? 1 : (status ?? 1))
