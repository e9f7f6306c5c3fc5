/**
 * Uses the playground in a real browser: runs each example, breaks them by faults, makes mistakes, stops what does not end. With
 * `SCREENSHOTS=folder`, what it looks like is written there.
 */
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { findBrowser, type Site, serveSite, startBrowser } from './browser.js'
import { examples } from './exampleList.js'

/** Without the editor, which comes later. */
const FIRST_PAINT_BYTES = 300_000

/** What is loaded after the page is painted: the editor, the worker of programs, and what they load. */
const IS_LATE = /editor|worker|Worker|typescript|playground-types/

/** What the language service is: most tests are without it, since TypeScript takes seconds to start. */
const IS_SERVICE = /serviceWorker|playground-types/

const TIMEOUT_MS = 120_000

const WIDE = { width: 1280, height: 800 }
const NARROW = { width: 390, height: 844 }

const executable = findBrowser()
if (executable === undefined)
  console.error('SKIPPED: there is no Chromium on this machine, so the playground is not tested.')

describe('the playground', { skip: executable === undefined }, () => {
  let site: Site
  let siteWithoutTypes: Site
  let browser: Browser
  let context: BrowserContext

  before(async () => {
    site = await serveSite()
    siteWithoutTypes = await serveSite(IS_SERVICE)
    browser = await startBrowser(executable ?? '')
    context = await browser.newContext({ viewport: WIDE, permissions: ['clipboard-read', 'clipboard-write'] })
    // A machine may be slow.
    context.setDefaultTimeout(TIMEOUT_MS)
  })

  after(async () => {
    await browser.close()
    site.close()
    siteWithoutTypes.close()
  })

  /** Tabs that are empty: a new one would be a process of its own, which compiles everything again. */
  const empty: Array<Page> = []

  /** Opens the playground in an empty tab, and leaves that empty afterwards. A mistake of the page itself fails the test. */
  const withPage = async (
    hash: string,
    use: (page: Page) => Promise<void>,
    { from = context, withTypes = false } = {},
  ): Promise<void> => {
    const page = (from === context && empty.pop()) || (await from.newPage())
    const mistakes: Array<string> = []
    const note = ({ message }: Error): unknown => mistakes.push(message)
    page.on('pageerror', note)
    try {
      await page.goto(`${(withTypes ? site : siteWithoutTypes).address}/playground/${hash}`)
      await page.waitForSelector('[data-test=run]')
      await use(page)
      assert.deepEqual(mistakes, [])
      await page.goto('about:blank')
    } catch (error) {
      await page.close()
      throw error
    }
    page.off('pageerror', note)
    if (from === context) empty.push(page)
  }

  const editorOf = async (page: Page) => {
    await page.waitForSelector('.cm-content')
    return page.locator('.cm-content')
  }

  /** Replaces the program. */
  const write = async (page: Page, code: string): Promise<void> => {
    const editor = await editorOf(page)
    await editor.focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.insertText(code)
  }

  /** The text as it is shown, line by line. */
  // biome-ignore lint/performance/useDomNodeTextContent: lines that are elements have no line breaks in `textContent`.
  const shownText = (page: Page, selector: string): Promise<string> => page.locator(selector).first().innerText()

  /** Runs the program, and returns what it printed. */
  const run = async (page: Page): Promise<string> => {
    await page.click('[data-test=run]')
    await page.waitForSelector('[data-test=ended]')
    return shownText(page, '[data-test=output]')
  }

  const shoot = async (page: Page, name: string): Promise<void> => {
    const folder = process.env.SCREENSHOTS
    if (folder === undefined) return
    mkdirSync(folder, { recursive: true })
    await page.screenshot({ path: join(folder, `${name}.png`) })
  }

  const assertAccessible = async (page: Page): Promise<void> => {
    // The editor is made by CodeMirror, the search by VitePress.
    const { violations } = await new AxeBuilder({ page }).exclude('.cm-editor').exclude('.DocSearch-Button').analyze()
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      [],
    )
  }

  test('default: the page is painted with less than 300 kB, the editor apart', async () => {
    let bytes = 0
    const page = await context.newPage()
    const counted: Array<Promise<void>> = []
    page.on('response', (response) => {
      if (IS_LATE.test(response.url()) || !response.ok()) return
      counted.push(
        response.body().then((body) => {
          bytes += /woff2$/.test(response.url()) ? body.length : gzipSync(body).length
        }),
      )
    })
    await page.goto(`${site.address}/playground/`)
    await page.waitForSelector('[data-test=run]')
    page.removeAllListeners('response')
    await Promise.all(counted)
    await page.close()
    console.log(`first paint: ${Math.round(bytes / 1_000)} kB`)
    assert.ok(bytes < FIRST_PAINT_BYTES, `${bytes} bytes`)
  })

  test('default: each example runs', () =>
    withPage('', async (page) => {
      for (const { id, prints } of examples) {
        await page.selectOption('[data-test=examples]', id)
        const output = await run(page)
        assert.equal(await page.locator('[data-test=failure]').count(), 0, `${id}: ${output}`)
        assert.match(output, prints, id)
      }
    }))

  test('behavior: a run shows the requests with their answers, and the workspace as it changes', () =>
    withPage('#example=typedRows', async (page) => {
      await run(page)
      await page.click('#tab-Requests')
      assert.ok((await page.locator('[data-test=requests] summary').count()) >= 3)
      await page.locator('[data-test=requests] summary').first().click()
      assert.match(String(await page.locator('[data-test=requests] pre').nth(1).textContent()), /"Hang the lanterns"/)
      await shoot(page, 'requests')
      await page.click('#tab-Workspace')
      await page.getByRole('button', { name: 'Tasks' }).click()
      await page.getByRole('cell', { name: 'Hang the lanterns' }).waitFor()
      await shoot(page, 'table')
    }))

  test('params: faults are survived, and the attempts are shown', () =>
    withPage('#example=longPage', async (page) => {
      await page.selectOption('[data-test=faults]', 'mixed')
      const output = await run(page)
      assert.match(output, /Written: 1301 blocks/)
      assert.match(output, /Read back: 1300 blocks/)
      await page.click('#tab-Requests')
      assert.ok((await page.locator('.attempt').count()) > 0, 'no request was sent again')
      assert.ok((await page.locator('.status.bad').count()) > 0, 'no request failed')
      await shoot(page, 'faults')
    }))

  test('params: seed chooses which requests fail: in each run the same, with another seed others', () =>
    withPage('#example=firstCall', async (page) => {
      await page.selectOption('[data-test=faults]', 'unavailable')
      await write(
        page,
        `import { createContext, getUsers } from 'notion-fp'
const ctx = createContext({ auth: 'ntn_playground', retry: false, cache: false })
const failed = []
for (let call = 1; call <= 60; call++) {
  const result = await getUsers(ctx, {})()
  if (result._tag === 'Left') failed.push(\`\${call} \${result.left._tag}\`)
}
console.log(failed.join(', '))`,
      )
      const failedWith = async (seed: number): Promise<string> => {
        await page.locator('[data-test=seed]').fill(String(seed))
        // How long the run took is below.
        const [printed = ''] = (await run(page)).split('\n')
        assert.match(printed, /^\d+ ServerError(, \d+ ServerError)*$/)
        return printed
      }
      const first = await failedWith(1)
      assert.equal(await failedWith(1), first)
      assert.notEqual(await failedWith(2), first)
    }))

  test('error: a program that fails is reported with its line', () =>
    withPage('', async (page) => {
      await write(page, `const one = 1\n\nthrow new RangeError(\`Not \${one}\`)`)
      assert.match(await run(page), /Line 3: RangeError: Not 1/)
      await write(page, 'const = 1')
      assert.match(await run(page), /Line 1: SyntaxError/)
      await write(page, "import _ from 'lodash'\nconsole.log(_)")
      assert.match(await run(page), /There is no module 'lodash' here/)
    }))

  test('error: a program that is not one is reported with its line', () =>
    withPage('', async (page) => {
      await write(page, 'const a = 1\nconst = 2')
      await run(page)
      assert.match(await shownText(page, '[data-test=failure]'), /^Line 2: /)
    }))

  test('error: what fails beside the program is shown', () =>
    withPage('', async (page) => {
      await write(
        page,
        `Promise.reject(new Error('in a promise'))
         setTimeout(() => { throw new RangeError('in a timer') }, 10)
         await new Promise((resolve) => setTimeout(resolve, 200))`,
      )
      const output = await run(page)
      assert.match(output, /Unhandled rejection: Error: in a promise/)
      assert.match(output, /Uncaught RangeError: in a timer/)
    }))

  test('behavior: an output that is too long shows its beginning', () =>
    withPage('', async (page) => {
      await write(page, 'for (let line = 0; line < 300_000; line++) console.log("line " + line + ".")')
      const lines = await run(page)
      assert.match(lines, /line 1999\.\s+The program has printed too much/)
      await write(page, "console.log('x'.repeat(30_000_000))")
      const characters = await run(page)
      assert.match(characters, /x… 29,980,000 more characters/)
      assert.ok(characters.length < 25_000)
    }))

  test('behavior: a program that does not end is stopped, and the next one runs', () =>
    withPage('', async (page) => {
      await write(page, 'for (;;) {}')
      await page.click('[data-test=run]')
      await page.click('[data-test=stop]')
      await page.waitForSelector('[data-test=stopped]')
      await write(page, "console.log('again')")
      assert.match(await run(page), /again/)
    }))

  test('behavior: the editor underlines what does not compile, and completes', () =>
    withPage(
      '#example=typedRows',
      async (page) => {
        await page.waitForSelector('[data-types=ready]')
        const code = await shownText(page, '.cm-content')
        await write(page, code.replace('Days: 2', "Days: 'two'"))
        await page.waitForSelector('.cm-lintRange-error')
        await page.locator('.cm-lintRange-error').first().hover()
        await page.waitForSelector('.cm-tooltip')
        await shoot(page, 'mistake')
        await write(page, "import * as notion from 'notion-fp'\nnotion.getPag")
        await page.keyboard.type('e')
        const option = page.locator('.cm-tooltip-autocomplete li', { hasText: /^getPageMarkdown$/ })
        await option.waitFor()
        await shoot(page, 'completion')
      },
      { withTypes: true },
    ))

  test('behavior: a program is put into a link', () =>
    withPage('', async (page) => {
      await write(page, "console.log('from a link: ä 🏡')")
      // It is said for two seconds, which a slow machine may miss unless it looks at every change.
      await page.evaluate(() => {
        const button = document.querySelector('[data-test=share]')
        if (!button) return
        new MutationObserver(() => {
          if (button.textContent?.includes('Link copied')) document.documentElement.dataset.copied = 'yes'
        }).observe(button, { subtree: true, childList: true, characterData: true })
      })
      await page.click('[data-test=share]')
      await page.waitForSelector('html[data-copied]')
      const link = new URL(page.url()).hash
      assert.match(link, /^#code=/)
      await withPage(link, async (other) => {
        await editorOf(other)
        assert.match(await run(other), /from a link: ä 🏡/)
      })
      await withPage('#code=damaged', async (other) => {
        await editorOf(other)
        assert.match(await shownText(other, '.cm-content'), /Press Run/)
      })
    }))

  test('behavior: the keyboard alone is enough', () =>
    withPage('#example=firstCall', async (page) => {
      await editorOf(page)
      await page.locator('[data-test=examples]').focus()
      await page.keyboard.press('Control+Enter')
      await page.waitForSelector('[data-test=ended]')
      await page.locator('#tab-Output').focus()
      await page.keyboard.press('ArrowRight')
      assert.equal(await page.locator('#tab-Requests').getAttribute('aria-selected'), 'true')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('Tab')
      assert.equal(await page.locator('#panel-Workspace:focus').count(), 1)
    }))

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`behavior: the page is accessible, wide and narrow, ${colorScheme}`, async () => {
      const own = await browser.newContext({ viewport: WIDE, colorScheme })
      own.setDefaultTimeout(TIMEOUT_MS)
      const look = async (page: Page, what: string): Promise<void> => {
        for (const [name, viewport] of [
          ['wide', WIDE],
          ['narrow', NARROW],
        ] as const) {
          await page.setViewportSize(viewport)
          await assertAccessible(page)
          await shoot(page, `${name}-${colorScheme}-${what}`)
          const width = await page.evaluate(() => document.documentElement.scrollWidth)
          assert.ok(width <= viewport.width, `the page is ${width} pixels wide`)
        }
      }
      try {
        await withPage(
          '#example=firstCall',
          async (page) => {
            await editorOf(page)
            // The seed is shown as well.
            await page.selectOption('[data-test=faults]', 'mixed')
            await run(page)
            await look(page, 'output')
            await page.click('#tab-Requests')
            await page.locator('summary').first().click()
            await look(page, 'requests')
            await page.click('#tab-Workspace')
            await page.getByText('This week').waitFor()
            await look(page, 'workspace')
          },
          { from: own },
        )
      } finally {
        await own.close()
      }
    })
  }
})
