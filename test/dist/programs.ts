/** What each runtime is asked to do with the package: load its three entries, make a call that succeeds and one that fails. */

/** What a program says that did all of it. */
export const EXPECTED = 'read Estimate=3 twice, then NotFoundError'

const BODY = `
  const ctx = createContext({ auth: 'ntn_packed', baseUrl, retry: false, logLevel: 'silent' })
  const page_id = '00000000000040008000000000000001'
  const whole = await getPage(ctx, { page_id })()
  const alone = await one(makeContext({ auth: 'ntn_packed', baseUrl }, fetchFetcher), { page_id })()
  const missing = await getPage(ctx, { page_id: page_id.replace(/1$/, '9') })()
  const estimate = (page) => page._tag === 'Right' ? number.read(page.right.properties.Estimate) : page
  const same = JSON.stringify(estimate(whole)) === JSON.stringify(estimate(alone))
  const value = estimate(whole)
  if (!same || value._tag !== 'Right' || missing._tag !== 'Left') return JSON.stringify([whole, alone, missing])
  return 'read Estimate=' + value.right + ' twice, then ' + missing.left._tag
`

const IMPORTS = `
import { createContext, fetchFetcher, getPage, makeContext } from 'notion-fp'
import { getPage as one } from 'notion-fp/ops/pages/getPage'
import { number } from 'notion-fp/props'
const run = async (baseUrl) => {${BODY}}
`

const REQUIRES = `
const { createContext, fetchFetcher, getPage, makeContext } = require('notion-fp')
const { getPage: one } = require('notion-fp/ops/pages/getPage')
const { number } = require('notion-fp/props')
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
