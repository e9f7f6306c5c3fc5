/** Snippets that are wrong, each in a way of its own: a check that passes one of them is no check. */

/** A snippet that must not pass. */
export interface Control {
  readonly code: string
  /** What is to be said of it. */
  readonly says: RegExp
}

const GET = `import { type Context, createContext, getPage, toPromise } from 'notion-fp'\n`
const MISSING = `'00000000-0000-4000-8000-00000000dead'`

/** Ways in which a snippet goes wrong when it is run; all of them compile. */
export const CONTROLS: ReadonlyArray<Control> = [
  { code: `throw new Error('control')`, says: /:3 fails: Error: control/ },
  {
    code: `const given: { readonly a?: { readonly b: number } } = JSON.parse('{}')\nconst b = given.a!.b`,
    says: /:4 fails: TypeError/,
  },
  { code: `await Promise.reject(new Error('control'))`, says: /:3 fails: Error: control/ },
  { code: `void Promise.reject(new Error('control'))`, says: /:3 a rejection that nobody handles: Error: control/ },
  {
    code: `setTimeout(() => void Promise.reject(new Error('control')))\nconst a = new Promise((resolve) => setTimeout(resolve, 5))`,
    says: /:4 a: a rejection that nobody handles/,
  },
  {
    code: `${GET}const missing = (ctx: Context) => getPage(ctx, { page_id: ${MISSING} })`,
    says: /:4 missing: a Left: .*NotFoundError/,
  },
  {
    code: `${GET}const missing = getPage(createContext({ auth: 'ntn_…' }), { page_id: ${MISSING} })`,
    says: /:4 missing: a Left/,
  },
  {
    code: `${GET}const missing = await getPage(createContext({ auth: 'ntn_…' }), { page_id: ${MISSING} })()`,
    says: /:4 missing: a Left/,
  },
  {
    code: `${GET}const missing = (ctx: Context) => toPromise(getPage(ctx, { page_id: ${MISSING} }))`,
    says: /:4 fails: NotionException/,
  },
  {
    code: `const breaks = (page_id: string): string => { throw new Error('control ' + page_id) }`,
    says: /:3 fails: Error: control/,
  },
  { code: `console.error('control')`, says: /:3 console.error: "control"/ },
  { code: `const nobody = (what: string) => what`, says: /:3 .*nobody knows what its parameter what stands for/ },
  {
    code: `const answer = (page_id: string) => new Response(page_id, { status: 500 })`,
    says: /:3 answer: answers 500/,
  },
]
