/** Formats the code of the generated pages, which is as wide as the source, for the width of a page. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What fits beside the navigation without scrolling. */
const WIDTH = 74

const SETTINGS = {
  root: true,
  formatter: { indentStyle: 'space', lineWidth: WIDTH },
  javascript: { formatter: { quoteStyle: 'single', semicolons: 'asNeeded' } },
}

const CODE = /(?<=^```ts\n)[\s\S]*?(?=^```$)/gm

/** Formats the blocks of code in all pages below a folder; those that are no whole statements stay as they are. */
export const formatCode = (folder, biome) => {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name))
  const texts = pages.map((page) => readFileSync(page, 'utf8'))
  const blocks = [...new Set(texts.flatMap((text) => text.match(CODE) ?? []))]
  const scratch = mkdtempSync(join(tmpdir(), 'reference-'))
  try {
    writeFileSync(join(scratch, 'biome.json'), JSON.stringify(SETTINGS))
    for (const [index, block] of blocks.entries()) writeFileSync(join(scratch, `${index}.ts`), block)
    spawnSync(process.execPath, [biome, 'format', '--write', '--no-errors-on-unmatched', '.'], {
      cwd: scratch,
      stdio: 'ignore',
    })
    const formatted = new Map(blocks.map((block, index) => [block, readFileSync(join(scratch, `${index}.ts`), 'utf8')]))
    for (const [index, page] of pages.entries())
      writeFileSync(
        page,
        texts[index].replace(CODE, (block) => formatted.get(block) ?? block),
      )
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
