/** Looks up the names of mentioned users, pages and databases. */
import { type Either, isLeft, right } from 'fp-ts/Either'
import type { TaskEither } from 'fp-ts/TaskEither'
import type { Context } from '../../core/call/context.js'
import type { NotionError } from '../../core/call/error.js'
import { send } from '../../core/call/send.js'
import { isRecord } from '../../core/internal/json.js'
import { COUNT, type OptionRule } from '../../core/internal/options.js'
import { isFullUser } from '../../core/objects/user.js'
import { isFullDatabase } from '../../ops/databases/database.js'
import { getDatabaseRequest } from '../../ops/databases/getDatabase.js'
import { getPageRequest } from '../../ops/pages/getPage.js'
import { isFullPage } from '../../ops/pages/page.js'
import { getUserRequest } from '../../ops/users/getUser.js'
import { formatDatabaseTitle } from '../../props/formatDatabaseTitle.js'
import { formatPageTitle } from '../../props/formatPageTitle.js'
import { JOB_OPTIONS, type JobOptions } from '../shared/jobOptions.js'
import { checkJobParams } from '../shared/jobParams.js'
import { isOutOfRequests } from '../shared/meter.js'
import { createPool } from '../shared/pool.js'
import { startJob } from '../shared/startJob.js'
import { CONCURRENCY } from './completionOptions.js'
import { dateName, type Mentioned, mapMentions, mentionedIn } from './findMentions.js'

/** Options of {@link resolveMentions}. */
export interface ResolveMentionsOptions extends JobOptions {
  /** The maximum number of requests at the same time. Default 8. */
  readonly concurrency?: number | undefined
}

/** A mention whose name was found. */
export interface ResolvedMention extends Mentioned {
  /** The name of the user, or the title of the page or database. */
  readonly name: string
}

/**
 * A mention whose name is unknown:
 *
 * - `no_name`: Notion does not return the name.
 * - `max_requests`: the job had sent all requests that it may send.
 * - `aborted`: the `signal` of the job aborted.
 * - `error`: the request failed. A `NotFoundError` usually means that it is not shared with the connection.
 */
export type UnresolvedMention = Mentioned &
  (
    | { readonly reason: 'no_name' | 'max_requests' | 'aborted' }
    | { readonly reason: 'error'; readonly error: NotionError }
  )

/** A value with the names of its mentions. */
export interface ResolvedMentions<A> {
  /** The value, with the names in the `plain_text` of its mentions. Those that are unknown are left unchanged. */
  readonly value: A
  readonly resolved: ReadonlyArray<ResolvedMention>
  readonly unresolved: ReadonlyArray<UnresolvedMention>
  /** The requests, without their retries. */
  readonly requests: number
}

const CHECKS: { readonly [name in keyof ResolveMentionsOptions]-?: OptionRule } = {
  concurrency: COUNT,
  ...JOB_OPTIONS,
}

const keyOf = ({ type, id }: Mentioned): string => `${type} ${id}`

const nameOf = async (ctx: Context, { type, id }: Mentioned): Promise<Either<NotionError, string | undefined>> => {
  if (type === 'user') {
    const user = await send(ctx, getUserRequest({ user_id: id }))()
    return isLeft(user)
      ? user
      : right(isFullUser(user.right) && typeof user.right.name === 'string' ? user.right.name || undefined : undefined)
  }
  if (type === 'page') {
    const page = await send(ctx, getPageRequest({ page_id: id, filter_properties: ['title'] }))()
    return isLeft(page) ? page : right(isFullPage(page.right) ? formatPageTitle(page.right) : undefined)
  }
  const database = await send(ctx, getDatabaseRequest({ database_id: id }))()
  return isLeft(database)
    ? database
    : right(isFullDatabase(database.right) ? formatDatabaseTitle(database.right) : undefined)
}

/** The name of a user, if the mention contains it. */
const knownName = (mention: { readonly [name: string]: unknown }): string | undefined =>
  isRecord(mention.user) && typeof mention.user.name === 'string' && mention.user.name ? mention.user.name : undefined

const resolve = async <A>(
  ctx: Context,
  value: A,
  options: ResolveMentionsOptions,
): Promise<Either<NotionError, ResolvedMentions<A>>> => {
  const checked = checkJobParams('resolveMentions', options, CHECKS)
  if (isLeft(checked)) return checked
  const found = new Map<string, Mentioned>()
  const names = new Map<string, string>()
  mapMentions(value, (run) => {
    const mentioned = mentionedIn(run)
    if (!mentioned) return run
    found.set(keyOf(mentioned), mentioned)
    const name = mentioned.type === 'user' ? knownName(run.mention) : undefined
    if (name !== undefined) names.set(keyOf(mentioned), name)
    return run
  })
  const meter = startJob(ctx, options)
  const pool = createPool(options.concurrency ?? CONCURRENCY)
  const unresolved = new Map<string, UnresolvedMention>()
  const open = [...found.values()].filter((one) => !names.has(keyOf(one)))
  const lookUp = async (one: Mentioned): Promise<void> => {
    const name = await nameOf(meter.ctx, one)
    if (isLeft(name)) {
      const error = name.left
      if (error._tag !== 'AbortError') unresolved.set(keyOf(one), { ...one, reason: 'error', error })
      else unresolved.set(keyOf(one), { ...one, reason: isOutOfRequests(error) ? 'max_requests' : 'aborted' })
    } else if (name.right === undefined) unresolved.set(keyOf(one), { ...one, reason: 'no_name' })
    else names.set(keyOf(one), name.right)
    meter.advance(1, open.length)
  }
  await Promise.all(open.map((one) => pool(() => lookUp(one))))
  const named = mapMentions(value, (run) => {
    const mentioned = mentionedIn(run)
    const name = mentioned ? names.get(keyOf(mentioned)) : dateName(run.mention.date)
    const plain_text = mentioned?.type === 'user' && name !== undefined ? `@${name}` : name
    return plain_text === undefined || plain_text === run.plain_text ? run : { ...run, plain_text }
  })
  return right({
    value: named,
    resolved: [...found].flatMap(([key, one]) => {
      const name = names.get(key)
      return name === undefined ? [] : [{ ...one, name }]
    }),
    unresolved: [...found.keys()].flatMap((key) => unresolved.get(key) ?? []),
    requests: meter.requests(),
  })
}

/**
 * Looks up the names of the mentioned users, pages and databases, and writes them to `plain_text`. It sends one request for each of them,
 * however often it is mentioned, and none for users whose name the mention contains. The text of a date mention becomes its start, with the
 * end of a range.
 *
 * Notion returns mentions of objects that the connection cannot see as `Untitled` or `@Anonymous`. These are left unchanged, and
 * `unresolved` lists them with the reason.
 *
 * @param ctx The context to send the requests with.
 * @param value Rich text, a page, a block, a comment, or any list or tree of them. It is not changed.
 * @param options Limits.
 * @returns A copy of the value with the names, and the resolved and unresolved mentions. Fails with a {@link NotionError} only if the
 * options are invalid: `InvalidInputError`.
 * @example
 * import type { Context, Page } from 'notion-fp'
 * import { resolveMentions } from 'notion-fp/completion'
 * import { TE } from 'notion-fp/fp'
 * import { formatPageTitle } from 'notion-fp/props'
 *
 * const titleOf = (ctx: Context, page: Page) =>
 *   TE.map(({ value }: { readonly value: Page }) => formatPageTitle(value))(resolveMentions(ctx, page))
 */
export const resolveMentions =
  <A>(ctx: Context, value: A, options: ResolveMentionsOptions = {}): TaskEither<NotionError, ResolvedMentions<A>> =>
  () =>
    resolve(ctx, value, options)
