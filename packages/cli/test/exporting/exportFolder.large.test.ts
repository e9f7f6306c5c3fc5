/** A whole workspace through the real command: each page, row and file is in the export, and each link leads to it. */

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { aFolder, lines, runCommand } from '../support/command.js'
import { listen } from '../support/loopback.js'
import { aWorkspace, HOME, LARGE } from '../support/workspace.js'

/** The relative links of a document, as paths from where it is. */
const linksIn = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(/\]\((?:<([^>]+)>|([^)\s]+))[^)]*\)/g)].flatMap(([, quoted, plain]) => {
    const path = quoted ?? plain ?? ''
    return /^[a-z]+:/.test(path) || path.startsWith('#') ? [] : [decodeURI(path)]
  })

test('default: 40 pages, 2,500 rows and 60 files in one export', { timeout: 300_000 }, async () => {
  const simulator = await aWorkspace(LARGE)
  const { url, close } = await listen(simulator)
  const folder = aFolder()
  try {
    const { code, out } = await runCommand(['export', HOME, folder], {
      env: {
        NOTION_TOKEN: 'ntn_test',
        NOTION_BASE_URL: url,
        NOTION_RATE_LIMIT_PER_MINUTE: 'false',
        XDG_STATE_HOME: aFolder(),
      },
    })
    expect(code).toBe(0)
    const rows = LARGE.tasks + LARGE.projects + LARGE.people
    expect(lines(out)).toMatchObject([{ rows, data_sources: 3, unread: 0, gone: 0 }])
    const documents = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.md'))
    // The page at the top, those below it, the tables and their rows.
    expect(documents.length).toBe(1 + LARGE.pages + 3 + rows)
    const texts = documents.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }))
    const links = texts.flatMap(({ file, text }) => linksIn(text).map((link) => join(dirname(file), link)))
    expect(links.filter((path) => !existsSync(join(folder, path)))).toEqual([])
    // What is downloaded is used, and nothing leads to an address that expires.
    const files = readdirSync(join(folder, 'files')).map((file) => join('files', file))
    expect(files.filter((file) => !links.includes(file) && !texts.some(({ text }) => text.includes(file)))).toEqual([])
    expect(texts.filter(({ text }) => text.includes(url)).map(({ file }) => file)).toEqual([])
  } finally {
    await close()
  }
})
