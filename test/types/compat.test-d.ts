/** `asNotionClient` held against the type of the official client. Nothing here runs. */
import type { Client } from '@notionhq/client'
import { crawler } from 'notion-md-crawler'
import { NotionToMarkdown } from 'notion-to-md'
import { asNotionClient, type Mutable, type NotionClient } from '../../src/compat/index.js'
import type { Context } from '../../src/core/call/context.js'
import type { Block } from '../../src/ops/blocks/block.js'
import type { Page } from '../../src/ops/pages/page.js'
import { type Equal, holds, none } from './compare.js'

declare const ctx: Context

// Where a tool takes the official client, whatever its version, the object has that type.
export const official: Client = asNotionClient(ctx)
export const toMarkdown = new NotionToMarkdown({ notionClient: asNotionClient(ctx) })
export const crawl = crawler({ client: asNotionClient(ctx) })
export const small: { readonly pages: { retrieve(args: { page_id: string }): Promise<object> } } = asNotionClient(ctx)

// Alone it has the types of this library, and answers that may be changed.
const client = asNotionClient(ctx)
holds<Equal<typeof client, NotionClient>>()
holds<Equal<Awaited<ReturnType<typeof client.pages.retrieve>>, Mutable<Page>>>()
// What may be changed is still what it was: words stay words.
export const asRead = async (page_id: string): Promise<Page> => client.pages.retrieve({ page_id })
export const block = async (block_id: string): Promise<Block> => client.blocks.retrieve({ block_id })
holds<Equal<Mutable<'a' | (string & {})>, 'a' | (string & {})>>()
export const changed = async (page_id: string): Promise<void> => {
  const page = await client.pages.retrieve({ page_id })
  page.properties = {}
}
export const all = client.users.list()
export const me = client.users.me()
export const withToken = client.users.me({ auth: 'ntn_…' })

// @ts-expect-error [ts2322] it is no date
export const date: Date = asNotionClient(ctx)
// @ts-expect-error [ts2322] there is no such method
export const unheardOf: { readonly pages: { print(): void } } = asNotionClient(ctx)
// @ts-expect-error [ts2345] a page has an id
export const nameless = client.pages.retrieve({})

type Path<At extends string, Name> = Name extends string ? (At extends '' ? Name : `${At}.${Name}`) : never

/** The methods of the official client, by their paths, that ours lacks, or whose parameters it does not take. */
type Lacking<Theirs, Ours, At extends string = ''> = {
  [Name in keyof Theirs]: Name extends keyof Ours
    ? Theirs[Name] extends (...args: infer Params) => unknown
      ? Ours[Name] extends (...args: Params) => unknown
        ? never
        : Path<At, Name>
      : Lacking<Theirs[Name], Ours[Name], Path<At, Name>>
    : Path<At, Name>
}[keyof Theirs]

/** Their parameters have objects without fields, or filters without end, where those of the API are something. */
type Known = 'views.create' | 'views.update' | 'blocks.meetingNotes.query'
none<Exclude<Lacking<Client, NotionClient>, Known>>()
