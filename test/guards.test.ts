import * as E from 'fp-ts/Either'
import { expect, test } from 'vitest'
import { isFullUser, UserOrPartial } from '../src/core/objects/user.js'
import { decodeWith } from '../src/core/schema/decode.js'
import { BlockOrPartial, isFullBlock } from '../src/ops/blocks/block.js'
import { CommentOrPartial, isFullComment } from '../src/ops/comments/comment.js'
import { DataSourceOrPartial, isFullDataSource } from '../src/ops/data_sources/dataSource.js'
import { isFullPageOrDataSource, PageOrDataSource } from '../src/ops/data_sources/pageOrDataSource.js'
import { DatabaseOrPartial, isFullDatabase } from '../src/ops/databases/database.js'
import { isFullPage, PageOrPartial } from '../src/ops/pages/page.js'
import { isFullView, ViewOrPartial } from '../src/ops/views/view.js'
import type { UserOrGroup } from '../src/props/people.js'
import { aBlock, blockSamples } from './support/blocks.js'
import { aComment, aPartialComment } from './support/comments.js'
import { aDatabase, aDataSource, aPartialDataSource } from './support/dataSources.js'
import { anId, aPage, aUser } from './support/fixtures.js'
import { aPartialView, aView } from './support/views.js'

/** A value that a guard is to tell, and whether it decodes where the API gives whole and partial objects. */
interface Sample {
  readonly name: string
  readonly full: boolean
  readonly value: { readonly object: string; readonly id: string }
}

const sample =
  (full: boolean) =>
  <Value extends Sample['value']>(name: string, value: Value): Sample => ({ name, full, value })
const whole = sample(true)
const partial = sample(false)
const idOf = (object: string): Sample => partial(`a ${object} by its id alone`, { object, id: anId() })

const anEmptyBot = { object: 'user', id: anId(), type: 'bot', name: null, avatar_url: null, bot: {} } as const
const aStrangeUser = { object: 'user', id: anId(), type: 'ghost', name: null, avatar_url: null } as const

const samples: Readonly<Record<string, ReadonlyArray<Sample>>> = {
  page: [
    idOf('page'),
    whole('a page', aPage()),
    whole('a page without properties to show', aPage({ properties: {} })),
    whole('a page with fields to come', { ...aPage(), new_field: 1 }),
    partial('a page by its id, with the id of the request', { object: 'page', id: anId(), request_id: anId(98) }),
  ],
  block: [
    idOf('block'),
    ...blockSamples.map((block) => whole(`a ${block.type} block`, block)),
    whole('a block of a type to come', aBlock({ type: 'dream', dream: {} })),
  ],
  database: [
    idOf('database'),
    whole('a database', aDatabase()),
    whole('a database without data sources to show', aDatabase({ data_sources: [] })),
  ],
  data_source: [
    partial('a data source with its schema alone', aPartialDataSource()),
    whole('a data source', aDataSource()),
    whole('a data source without properties', aDataSource({ properties: {} })),
  ],
  user: [
    idOf('user'),
    whole('a person', aUser()),
    whole('a bot of which nothing may be seen', anEmptyBot),
    whole('a user of a type to come', aStrangeUser),
  ],
  comment: [partial('a comment by its id alone', aPartialComment()), whole('a comment', aComment())],
  view: [
    partial('a view with its place and type alone', aPartialView()),
    partial('a view with the id of the request', { ...aPartialView(), request_id: 'x' }),
    whole('a view', aView()),
  ],
}

/** Each guard with the kind of object that it is for, and how answers with whole and partial ones are decoded. */
const guards = [
  ['page', isFullPage, decodeWith(PageOrPartial)],
  ['block', isFullBlock, decodeWith(BlockOrPartial)],
  ['database', isFullDatabase, decodeWith(DatabaseOrPartial)],
  ['data_source', isFullDataSource, decodeWith(DataSourceOrPartial)],
  ['comment', isFullComment, decodeWith(CommentOrPartial)],
  ['view', isFullView, decodeWith(ViewOrPartial)],
] as const

const everything = Object.entries(samples).flatMap(([kind, list]) => list.map((one) => ({ kind, ...one })))

test.each(guards)('default: the guard for a %s distinguishes full from partial objects', (kind, isFull, decode) => {
  for (const { name, value, full } of samples[kind] ?? []) {
    expect(decode(value)).toEqual(E.right(value))
    expect([name, isFull(value)]).toEqual([name, full])
  }
})

test.each(guards)('behavior: the guard for a %s is false for anything else', (kind, isFull) => {
  for (const { name, value, kind: other } of everything) {
    if (other !== kind) expect([name, isFull(value)]).toEqual([name, false])
  }
})

test('default: isFullUser distinguishes full from partial users', () => {
  const users = [
    [aUser(), true],
    [{ object: 'user', id: anId() }, false],
    [anEmptyBot, true],
  ] as const
  for (const [user, full] of users) {
    expect(decodeWith(UserOrPartial)(user)).toEqual(E.right(user))
    expect(isFullUser(user)).toBe(full)
  }
})

test('behavior: isFullUser is false for a group in a people property', () => {
  const person = aUser()
  const people: ReadonlyArray<UserOrGroup> = [{ object: 'group', id: anId(), name: 'Staff' }, person]
  expect(people.filter(isFullUser)).toEqual([person])
  // An object with a type that is not a user.
  expect(isFullUser(aBlock())).toBe(false)
})

test('default: isFullPageOrDataSource is true for pages and data sources only', () => {
  for (const { name, value, full, kind } of everything) {
    const isOne = kind === 'page' || kind === 'data_source'
    if (isOne) expect(decodeWith(PageOrDataSource)(value)).toEqual(E.right(value))
    expect([name, isFullPageOrDataSource(value)]).toEqual([name, isOne && full])
  }
})

test('behavior: an invalid full object is not accepted as a partial one', () => {
  const faulty = {
    page: { ...aPage(), in_trash: 'no' },
    block: { ...blockSamples[0], in_trash: 'no' },
    database: { ...aDatabase(), in_trash: 'no' },
    data_source: { ...aDataSource(), in_trash: 'no' },
    comment: { ...aComment(), discussion_id: 1 },
    view: { ...aView(), name: 1 },
  }
  for (const [kind, , decode] of guards) expect([kind, decode(faulty[kind])._tag]).toEqual([kind, 'Left'])
})
