/**
 * What each runtime is asked to do with the package: load its entries, plan a job, and over each transport make calls of every method, one with
 * a form, and one for every way in which a call fails. A part of ky that was cut off although an exchange needs it is missed here.
 */

const PAGE_ID = '00000000000040008000000000000001'

const ECHOED = ['GET', 'POST', 'PATCH', 'DELETE'] as const

const FAILURES = 'NotFoundError, NetworkError, TimeoutError, AbortError'

const DONE = `Estimate=3, ${ECHOED.join(', ')}, a form, ${FAILURES}`

/** What a program says that did all of it. */
export const EXPECTED = `ky: ${DONE}; fetch: ${DONE}; compat: Estimate=3; jobs: 2 requests, file_upload, Estimate=3, 1 dirty`

const BODY = `
  const page_id = '${PAGE_ID}'
  const options = { auth: 'ntn_packed', baseUrl, logLevel: 'silent' }
  const found = (call, words) => call().then((result) => result._tag === 'Left' ? result.left._tag : words(result.right))
  const sent = (given) => (got) => JSON.stringify(got) === JSON.stringify(given) ? given.method : 'sent ' + JSON.stringify(got)
  const estimate = (page) => {
    const value = number.read(page.properties.Estimate)
    return 'Estimate=' + (value._tag === 'Right' ? value.right : value._tag)
  }
  const noted = (causes) => (error) => (causes.push(error.cause && error.cause.name + ': ' + error.cause.message), error)
  const all = async (ctx, getOne, causes) => {
    const ask = (method, path, more) => request(ctx, { method, path, ...more })
    const echo = (method, body) =>
      found(ask(method, 'echo', { body }), sent({ method, type: body ? 'application/json' : '', body: body ? JSON.stringify(body) : '' }))
    const form = [
      { name: 'file', value: new Blob(['Zeile ä'], { type: 'text/plain' }), filename: 'a.txt' },
      { name: 'part_number', value: '1' },
    ]
    return [
      await found(pipe(getOne(ctx, { page_id }), TE.map((page) => page)), estimate),
      await echo('GET'),
      await echo('POST', { text: 'ä' }),
      await echo('PATCH', { text: 'ö' }),
      await echo('DELETE'),
      await found(ask('POST', 'form', { form }), (got) => got.parts === 2 && got.text && got.name ? 'a form' : JSON.stringify(got)),
      await found(getPage(ctx, { page_id: page_id.replace(/1$/, '9') }), String),
      await found(TE.mapLeft(noted(causes))(ask('GET', 'broken')), String),
      await found(request(wrap(withTimeout(300))(ctx), { method: 'POST', path: 'silent', body: {} }), String),
      await found(request(wrap(withSignal(AbortSignal.timeout(300)))(ctx), { method: 'GET', path: 'silent' }), String),
    ].join(', ')
  }
  const causes = []
  const whole = await all(createContext({ ...options, retry: false }), getPage, causes)
  const small = await all(makeContext(options, fetchFetcher), one, causes)
  // What breaks on its way through ky would be a NetworkError, too.
  if (causes[0] !== causes[1]) return 'two causes: ' + causes.join(' and ')
  const page = await asNotionClient(makeContext(options, fetchFetcher)).pages.retrieve({ page_id })
  const rows = Array.from({ length: 101 }, () => ({ divider: {} }))
  const plan = planAppend(rows)
  const source = defineDataSource({ data_source_id: page_id, properties: { Estimate: number } })
  const jobs = [getBlockTree, completePage, uploadFile, queryRows, changes].every((job) => typeof job === 'function')
  const planned = jobs && plan._tag === 'Right' ? plan.right.requests.length + ' requests' : JSON.stringify(plan)
  const row = await found(getRow(makeContext(options, fetchFetcher), { source, page_id }), ({ Estimate }) => 'Estimate=' + Estimate)
  const dirty = dirtyPages({ type: 'page.created', entity: { type: 'page', id: page_id } })
  return 'ky: ' + whole + '; fetch: ' + small + '; compat: ' + estimate(page) + '; jobs: ' + [planned, fileOf({ id: page_id }).type, row, dirty.length + ' dirty'].join(', ')
`

const NAMES = 'createContext, fetchFetcher, getPage, makeContext, request, withSignal, withTimeout, wrap'

const IMPORTS = `
import { ${NAMES} } from 'notion-fp'
import { getBlockTree, planAppend } from 'notion-fp/blocks'
import { changes, dirtyPages } from 'notion-fp/changes'
import { asNotionClient } from 'notion-fp/compat'
import { completePage } from 'notion-fp/completion'
import { fileOf, uploadFile } from 'notion-fp/files'
import { pipe, TE } from 'notion-fp/fp'
import { getPage as one } from 'notion-fp/ops/pages/getPage'
import { number } from 'notion-fp/props'
import { defineDataSource, getRow, queryRows } from 'notion-fp/rows'
const run = async (baseUrl) => {${BODY}}
`

const REQUIRES = `
const { ${NAMES} } = require('notion-fp')
const { getBlockTree, planAppend } = require('notion-fp/blocks')
const { changes, dirtyPages } = require('notion-fp/changes')
const { asNotionClient } = require('notion-fp/compat')
const { completePage } = require('notion-fp/completion')
const { fileOf, uploadFile } = require('notion-fp/files')
const { pipe, TE } = require('notion-fp/fp')
const { getPage: one } = require('notion-fp/ops/pages/getPage')
const { number } = require('notion-fp/props')
const { defineDataSource, getRow, queryRows } = require('notion-fp/rows')
const run = async (baseUrl) => {${BODY}}
`

/** A program of ES modules that prints what it found; it is given the address of the server. */
export const esm = `${IMPORTS}\nconsole.log(await run(process.argv[2]))\n`

/** The same in CommonJS. */
export const commonjs = `${REQUIRES}\nrun(process.argv[2]).then(console.log)\n`

/** The same as a worker's test, which passes where the outcome is the expected one. */
export const worker = (address: string): string => `${IMPORTS}
export default {
  async test() {
    const found = await run(${JSON.stringify(address)})
    if (found !== ${JSON.stringify(EXPECTED)}) throw new Error(found)
  },
}
`

/** The same as the script of a page, which leaves what it found with the server. */
export const browser = `${IMPORTS}
run(location.origin).catch(String).then((found) => fetch('/found', { method: 'POST', body: found }))
`

/** How workerd is told to run the test, with access to loopback. */
export const WORKERD_CONFIG = `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .tried),
    (name = "internet", network = (allow = ["public", "private"])),
  ],
);

const tried :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-01-01",
);
`
