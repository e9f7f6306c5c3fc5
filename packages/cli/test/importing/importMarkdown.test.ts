import { readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { faults } from '@notion-fp/simulator'
import { appendTree } from 'notion-fp/blocks'
import { fileOf, uploadFile } from 'notion-fp/files'
import { afterEach, describe, expect, test } from 'vitest'
import { aFolder, lines } from '../support/command.js'
import { aTree, PIXEL, startImport, startImportWithoutRetries, TARGET } from '../support/importTarget.js'

const open: Array<() => Promise<void>> = []

afterEach(async () => {
  for (const close of open.splice(0)) await close()
})

const TASKS = '2f2e2d2c-2b2a-4928-a726-252423222120'

const NOTES = {
  'Plan.md':
    '---\ntitle: The plan\nnotion_icon: 🗺️\nextra: 1\n---\n\nFirst\n\n[Steps](<Plan/Next steps.md> "child_page")\n\nThen [steps](<Plan/Next steps.md>)\n\n![](a%20b.png)\n',
  'Plan/Next steps.md': 'Back to [the plan](../Plan.md)\n\n![](../a%20b.png)\n',
  'Plan/Deep/Below.md': '\n- one\n  - two\n',
  'a b.png': PIXEL,
  '.obsidian/x.md': 'hidden',
}

const HOME = '0f0e0d0c-0b0a-4908-8706-050403020100'

/** The Markdown files of an export, without what differs between two places. */
const comparable = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .sort()
      .map((file) => [
        file,
        readFileSync(join(folder, file), 'utf8')
          .replace(/"?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"?/g, '(id)')
          .replace(/^notion_(url|created_time|last_edited_time): .*\n/gm, '')
          .replace(/^---\n[\s\S]*?\n---\n/, (front) => front.split('\n').sort().join('\n'))
          // Neither rows nor related pages have an order.
          .replace(/(^- \[.*\n)+/m, (rows) => rows.split('\n').sort().join('\n')),
      ]),
  )

describe('folders', () => {
  test('error: symbolic links lead nowhere, two files of one name and texts that are not UTF-8 are refused', async () => {
    const { run, bodies } = await startImportWithoutRetries(open)
    const outside = aTree({ 'secret.png': 'secret', 'in/a.md': 'A' })
    const folder = aTree({
      'a.md': '![](link.png)\n\n![](inside/secret.png)\n',
      'b.md': 'b',
      'b.markdown': 'other',
      'c.md': Buffer.from('caf\xe9', 'latin1'),
    })
    symlinkSync(join(outside, 'secret.png'), join(folder, 'link.png'))
    symlinkSync(outside, join(folder, 'inside'))
    symlinkSync(join(outside, 'in/a.md'), join(folder, 'd.md'))
    const { code, err } = await run('import', folder, '--into', TARGET, '--yes')
    expect(code).toBe(64)
    for (const problem of [
      'a.md:1: there is no file link.png in the folder',
      'a.md:3: there is no file inside/secret.png in the folder',
      'b.markdown:1: it has the name of b.md',
      'c.md:1: it is not UTF-8 text',
    ])
      expect(err).toContain(problem)
    for (const name of ['a.md', 'b.markdown', 'c.md']) rmSync(join(folder, name))
    const written = await run('import', folder, '--into', TARGET, '--yes')
    expect([written.code, lines(written.out)]).toMatchObject([0, [{ pages: 1, files: 0, losses: 3 }]])
    expect(written.err).toContain('lost: d.md: file: it is a symbolic link')
    expect(written.err).toContain('lost: inside: file: it is a symbolic link')
    expect(bodies().join()).not.toContain('secret')
  })

  test('behavior: an icon and front matter that are not understood, and files that no page shows, are named', async () => {
    const { run } = await startImportWithoutRetries(open)
    const folder = aTree({
      'a.md': '---\nnotion_icon: gone.png\nnotion_cover: ":x:"\n---\ntext',
      'b.md': '---\n- one\n---\n[upper](A.md)',
      'A.md': 'other',
      'alone.pdf': '%PDF',
    })
    const { err, code } = await run('import', folder, '--into', TARGET, '--dry-run')
    expect(code).toBe(0)
    expect(err).toContain('lost: a.md: icon: gone.png is no emoji, no address and no file of the folder')
    expect(err).toContain('lost: a.md: cover: :x: is')
    expect(err).toContain('lost: b.md:1: front matter: it has no names')
    expect(err).toContain('No page shows alone.pdf')
  })

  test('behavior: an emoji as a cover, which Notion does not have, is lost, and the page is written', async () => {
    const { run } = await startImportWithoutRetries(open)
    const folder = aTree({ 'a.md': '---\nnotion_icon: 🌱\nnotion_cover: 🎉\n---\ntext' })
    const { err, code, out } = await run('import', folder, '--into', TARGET, '--yes')
    expect([code, lines(out)]).toMatchObject([0, [{ pages: 1, failed: 0, losses: 1 }]])
    expect(err).toContain('lost: a.md: cover: 🎉 is no address and no file of the folder')
  })

  test('behavior: a file whose upload failed, and one that was edited since, are written by the next run', async () => {
    const { simulator, run } = await startImportWithoutRetries(open)
    const folder = aTree({ 'a.md': '![](a.txt)\n\nfirst\n', 'a.txt': 'text', 'b.md': 'before' })
    simulator.failNext({ status: 400, match: ({ path }) => /file_uploads$/.test(path) })
    const first = await run('import', folder, '--into', TARGET, '--yes')
    expect([first.code, lines(first.out)]).toMatchObject([6, [{ failed: 1 }]])
    writeFileSync(join(folder, 'b.md'), 'after')
    const second = await run('import', folder, '--into', TARGET, '--yes')
    expect([second.code, lines(second.out)]).toMatchObject([0, [{ files: 1, failed: 0 }]])
    const blocks = JSON.stringify(Reflect.get(Object(simulator.snapshot()), 'blocks') ?? simulator.snapshot())
    expect(blocks).toContain('after')
    const uploads = simulator.journal.filter(({ body }) => JSON.stringify(body ?? '').includes('"file_upload":'))
    expect(uploads.length).toBe(1)
  })
})

describe('import of Markdown', () => {
  test('default: folders are pages in pages, links lead to them, files are uploaded once, losses are named', async () => {
    const { run, writes, contentOf, pagesIn, simulator } = await startImport(open)
    const folder = aTree(NOTES)
    const plan = await run(['import', folder, '--into', TARGET, '--dry-run'])
    expect([plan.code, lines(plan.out)[0]]).toMatchObject([0, { written: false, pages: 4, files: 1, losses: 1 }])
    expect(plan.err).toContain('lost: Plan.md: property extra: only rows')
    expect(writes()).toEqual([])
    const { code, out } = await run(['import', folder, '--into', TARGET, '--yes'])
    expect([code, lines(out)[0]]).toMatchObject([
      0,
      { written: true, pages: 4, files: 1, failed: 0, blocks: lines(plan.out)[0]?.blocks },
    ])
    const [plan_ = ['', '']] = await pagesIn(TARGET)
    expect(plan_[0]).toBe('The plan')
    const content = await contentOf(plan_[1])
    // The page in the page is where the Markdown has it.
    expect(content.map(({ type }) => type)).toEqual(['paragraph', 'child_page', 'paragraph', 'image', 'child_page'])
    const [steps] = (await pagesIn(plan_[1])).filter(([title]) => title === 'Next steps')
    expect(JSON.stringify(content[2])).toContain(`notion.so/${steps?.[1].replaceAll('-', '')}`)
    expect(JSON.stringify(await contentOf(steps?.[1] ?? ''))).toContain(`notion.so/${plan_[1].replaceAll('-', '')}`)
    expect((await pagesIn(plan_[1])).map(([title]) => title).sort()).toEqual(['Deep', 'Next steps'])
    expect(simulator.journal.filter(({ path }) => path === '/v1/file_uploads').length).toBe(1)
    expect(JSON.stringify(lines((await run(['get', plan_[1], '--raw'])).out))).toContain('🗺️')
  })

  test('params: into a data source, front matter is properties, checked before anything is written', async () => {
    const { run, writes } = await startImport(open, {
      databases: [
        {
          title: 'Tasks',
          data_source_id: TASKS,
          properties: { Name: 'title', Points: 'number', Stage: ['Todo'], Due: 'date' },
        },
      ],
    })
    const folder = aTree({
      'a.md': '---\nPoints: 3\nStage: Todo\nDue: {start: 2026-05-01, end: 2026-05-04}\n---\nText',
      'b.md': '---\nPoints: many\n---\n',
    })
    const wrong = await run(['import', folder, '--into', TASKS, '--yes'])
    expect([wrong.code, wrong.err]).toEqual([64, expect.stringContaining('b.md: Points (number) must be a number')])
    writeFileSync(join(folder, 'b.md'), '---\nStage: New\n---\n')
    expect((await run(['import', folder, '--into', TASKS, '--yes'])).err).toContain('"New" is not an option of Stage')
    expect(writes()).toEqual([])
    const { out } = await run(['import', folder, '--into', TASKS, '--yes', '--allow-new-options'])
    expect(lines(out)[0]).toMatchObject({ rows: 2, pages: 0, blocks: 1, losses: 0 })
    expect(lines((await run(['query', TASKS, '--sort', 'Name', '--fields', 'Name,Points,Stage,Due'])).out)).toEqual([
      { Name: 'a', Points: 3, Stage: 'Todo', Due: '2026-05-01/2026-05-04' },
      { Name: 'b', Points: null, Stage: 'New', Due: null },
    ])
  })

  test('params: notes of Obsidian, and one file', async () => {
    const { run, pagesIn, contentOf } = await startImport(open)
    const folder = aTree({ 'One.md': 'See [[Two]] and ==this==', 'sub/Two.md': 'Text' })
    await run(['import', folder, '--into', TARGET, '--dialect', 'obsidian', '--yes'])
    const pages = await pagesIn(TARGET)
    const [[, sub = ''] = []] = pages.filter(([title]) => title === 'sub')
    const [[, two = ''] = []] = await pagesIn(sub)
    const [[, one = ''] = []] = pages
    expect(JSON.stringify(await contentOf(one))).toContain(`"page":{"id":"${two}"`)
    const file = await run(['import', join(folder, 'One.md'), '--into', TARGET, '--yes', '--dialect', 'obsidian'])
    expect(lines(file.out)[0]).toMatchObject({ pages: 1, losses: 1 })
  })

  test.each([
    ['the creation of pages', /^\/v1\/pages$/],
    ['the writing of content', /\/children$/],
  ])('behavior: killed during %s, the same command goes on, and nothing is there twice', async (_, path) => {
    const { run, simulator, contentOf, pagesIn } = await startImport(open)
    const names = Array.from({ length: 8 }, (__, index) => `Page ${index}`)
    const folder = aTree(
      Object.fromEntries(
        names.map((name) => [`${name}.md`, `Content of ${name}\n\n![](p.png)`]).concat([['p.png', 'x']]),
      ),
    )
    writeFileSync(join(folder, 'p.png'), PIXEL)
    simulator.setConditions({ latency: 20 })
    let count = 0
    const killed = await run(['import', folder, '--into', TARGET, '--yes'], {
      onStart: (kill) => {
        simulator.onRequest((request) => {
          if (request.method !== 'GET' && path.test(request.path) && ++count === 4) kill('SIGKILL')
        })
      },
    })
    expect(killed.code).toBe(null)
    simulator.setConditions({})
    const { code, out, err } = await run(['import', folder, '--into', TARGET, '--yes'])
    expect([code, lines(out)[0]]).toMatchObject([0, { failed: 0 }])
    expect(err).toContain('Continuing an import that was stopped.')
    const pages = await pagesIn(TARGET)
    expect(pages.map(([title]) => title)).toEqual(names)
    for (const [title, id] of pages) {
      const [text, image, ...more] = await contentOf(id)
      expect([JSON.stringify(text).includes(`Content of ${title}`), image?.type, more]).toEqual([true, 'image', []])
    }
    expect(simulator.journal.filter(({ path: each }) => each === '/v1/file_uploads').length).toBe(1)
  })

  test('behavior: responses that are lost make nothing twice', async () => {
    const { run, simulator, pagesIn, contentOf } = await startImport(open)
    const folder = aTree(
      Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`P${index}.md`, `Text ${index}`])),
    )
    const match = ({ method }: { readonly method: string }): boolean => method !== 'GET'
    simulator.setConditions({
      faults: [
        { ...faults.droppedAfterCommit, chance: 0.15, match },
        { ...faults.unavailableAfterCommit, chance: 0.1, match },
        { ...faults.badGateway, chance: 0.1 },
        { ...faults.rateLimited, chance: 0.05, headers: { 'retry-after': '0' } },
      ],
      seed: 3,
    })
    let last = await run(['import', folder, '--into', TARGET, '--yes'], { env: { NOTION_RETRY_ATTEMPTS: '5' } })
    for (let again = 0; again < 4 && last.code !== 0; again++)
      last = await run(['import', folder, '--into', TARGET, '--yes'], { env: { NOTION_RETRY_ATTEMPTS: '5' } })
    expect([last.code, last.err]).toMatchObject([0, expect.anything()])
    simulator.setConditions({})
    const pages = await pagesIn(TARGET)
    expect(pages.map(([title]) => title).sort()).toEqual(Array.from({ length: 12 }, (_, index) => `P${index}`).sort())
    for (const [, id] of pages) expect((await contentOf(id)).length).toBe(1)
  })

  test('error: files that are missing or outside, front matter that is not YAML, and no target', async () => {
    const { run, writes } = await startImport(open)
    const folder = aTree({ 'sub/a.md': '![](gone.png)\n\n![](../../secret.png)', 'b.md': '---\na: [\n---\n' })
    writeFileSync(join(folder, '..', 'secret.png'), PIXEL)
    const { code, err } = await run(['import', folder, '--into', TARGET, '--yes'])
    expect(code).toBe(64)
    expect(err).toContain('has 3 problems; nothing was written.')
    expect(err).toContain('sub/a.md:1: there is no file gone.png in the folder')
    expect(err).toContain('sub/a.md:3: there is no file ../../secret.png in the folder')
    expect(err).toContain('b.md:1: its front matter is not YAML')
    expect((await run(['import', folder])).err).toContain('--into must name')
    expect((await run(['import', join(folder, 'none'), '--into', TARGET])).err).toContain('There is no ')
    expect((await run(['import', aFolder(), '--into', TARGET])).err).toContain('There are no Markdown files')
    expect((await run(['import', folder, '--into', TARGET, '--format', 'csv'])).code).toBe(64)
    expect((await run(['import', join(folder, 'b.md'), '--into', '9f9e9d9c-9b9a-4998-a796-959493929190'])).code).toBe(4)
    expect(writes()).toEqual([])
  })
})

test('behavior: what was exported and imported elsewhere is the same, but for what was reported', async () => {
  const { run, ctx } = await startImport(open, {
    pages: [
      { id: TARGET, title: 'Target' },
      {
        id: HOME,
        title: 'Home',
        icon: '🏡',
        markdown: '# One\n- a\n\t- b\n\t\t- [x] c\n> quote\n\n```js\nx\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |',
        pages: [{ title: 'Below 100%', markdown: '**bold** and `code`', pages: [{ title: 'Deep' }] }],
        databases: [
          { title: 'Projects', rows: [{ Name: 'Apollo', $markdown: 'About it' }, { Name: 'Gemini' }] },
          {
            title: 'Tasks',
            data_source_id: TASKS,
            properties: {
              Name: 'title',
              Points: 'number',
              Stage: ['Todo', 'Done'],
              Tags: { multi_select: ['a', 'b'] },
              Due: 'date',
              Done: 'checkbox',
              Project: { relation: 'Projects' },
            },
            rows: [
              {
                Name: 'Write',
                Points: 1.5,
                Stage: 'Done',
                Tags: ['a', 'b'],
                Due: '2026-05-01',
                Done: true,
                Project: ['Apollo', 'Gemini'],
              },
              { Name: 'Read: all?', Due: ['2026-05-02', '2026-05-04'], $markdown: 'What is *in* it', $icon: '📖' },
            ],
          },
        ],
      },
    ],
  })
  const uploaded = await uploadFile(ctx, { data: PIXEL, filename: 'pixel one.png' })()
  if (uploaded._tag === 'Left') throw new Error(uploaded.left.message)
  await appendTree(ctx, {
    block_id: HOME,
    children: [{ image: fileOf(uploaded.right) }, { paragraph: { rich_text: [{ text: { content: 'end' } }] } }],
  })()
  const first = join(aFolder(), 'first')
  const exported = await run(['export', HOME, first])
  expect([exported.code, exported.err]).toEqual([0, ''])
  const imported = await run(['import', first, '--into', TARGET, '--yes'])
  expect([imported.code, imported.err, lines(imported.out)[0]]).toMatchObject([
    0,
    '',
    { pages: 3, databases: 2, rows: 4, files: 1, failed: 0 },
  ])
  const second = join(aFolder(), 'second')
  await run(['export', TARGET, second])
  const copy = join(second, 'Target')
  expect(Object.keys(comparable(copy))).toEqual(Object.keys(comparable(first)))
  for (const [file, text] of Object.entries(comparable(first)))
    expect([file, comparable(copy)[file]?.replaceAll('../files/', 'files/')]).toEqual([
      file,
      text.replaceAll('../files/', 'files/'),
    ])
})
