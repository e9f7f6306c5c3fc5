/** The copies of all tenants, in Redis. A production copy belongs into a database: what counts is that a step is stored as a whole. */
import type { Redis } from 'ioredis'
import type { Page } from 'notion-fp'
import type { Content, Known, State, Store, Write } from './steps.js'

const CHAINS = ['rows', 'content'] as const

/** The keys of a tenant. */
const keysOf = (tenant: string) => {
  const key = (name: string): string => `mirror:{${tenant}}:${name}`
  return {
    state: (chain: State['chain']) => key(`state:${chain}`),
    pages: key('pages'),
    contents: key('contents'),
    /** The ids of the pages, by the time of their creation. */
    created: key('created'),
    wanted: key('wanted'),
    /** One line for each write, in the order in which they were made. */
    log: key('log'),
  }
}

/**
 * Stores a step, if the one before it is the last. The writes are three arguments each: what, the id and the JSON; a page has the time of
 * its creation and whether its content is wanted as well. The log has a line for each, whether or not it changes anything: what is
 * written twice shows there.
 */
const COMMIT = `
local step = redis.call('HGET', KEYS[1], 'step')
if tonumber(step or '0') ~= tonumber(ARGV[1]) - 1 then return 0 end
redis.call('HSET', KEYS[1], 'step', ARGV[1], 'state', ARGV[2])
for i = 3, #ARGV, 5 do
  local what, id, json, created, isWanted = unpack(ARGV, i, i + 4)
  local isKept = true
  if what == 'Put' then
    redis.call('HSET', KEYS[2], id, json)
    redis.call('ZADD', KEYS[4], created, id)
    if isWanted == '1' then redis.call('RPUSH', KEYS[5], id) end
  elseif what == 'Content' then
    -- The other chain may have removed the page while its content was read.
    isKept = redis.call('HEXISTS', KEYS[2], id) == 1
    if isKept then redis.call('HSET', KEYS[3], id, json) end
  else
    redis.call('HDEL', KEYS[2], id)
    redis.call('HDEL', KEYS[3], id)
    redis.call('ZREM', KEYS[4], id)
  end
  if isKept then redis.call('RPUSH', KEYS[6], what .. ' ' .. id .. ' ' .. redis.sha1hex(json)) end
end
return 1
`

const argsOf = (write: Write): ReadonlyArray<string> => {
  if (write._tag === 'Remove') return ['Remove', write.id, '', '', '']
  if (write._tag === 'Content') return ['Content', write.id, JSON.stringify(write.content), '', '']
  const { page, hasContent } = write
  return ['Put', page.id, JSON.stringify(page), `${Date.parse(page.created_time)}`, hasContent ? '1' : '0']
}

const parsed = <A>(json: string | null | undefined): A | undefined =>
  json === null || json === undefined ? undefined : JSON.parse(json)

export const redisStore = (redis: Redis): Store => {
  const valuesOf = async <A>(key: string, ids: ReadonlyArray<string>): Promise<ReadonlyArray<A | undefined>> =>
    ids.length === 0 ? [] : (await redis.hmget(key, ...ids)).map(parsed<A>)
  return {
    current: async (tenant, chain) => parsed<State>(await redis.hget(keysOf(tenant).state(chain), 'state')),
    pages: (tenant, ids) => valuesOf<Page>(keysOf(tenant).pages, ids),
    contents: (tenant, ids) => valuesOf<Content>(keysOf(tenant).contents, ids),
    wanted: (tenant, at, count) => redis.lrange(keysOf(tenant).wanted, at, at + count - 1),
    known: async (tenant, from, count) => {
      const keys = keysOf(tenant)
      const least = from === undefined ? '-inf' : Date.parse(from)
      const ids = await redis.zrangebyscore(keys.created, least, '+inf', 'LIMIT', 0, count)
      const pages = await valuesOf<Known>(keys.pages, ids)
      return pages.flatMap((page) => (page ? [page] : []))
    },
    commit: async (next, writes) => {
      const { state, pages, contents, created, wanted, log } = keysOf(next.tenant)
      const keys = [state(next.chain), pages, contents, created, wanted, log]
      const args = [`${next.step}`, JSON.stringify(next), ...writes.flatMap(argsOf)]
      return (await redis.eval(COMMIT, keys.length, ...keys, ...args)) === 1
    },
  }
}

/** What the copy of a tenant has, to compare it. */
export const contentsOf = async (redis: Redis, tenant: string) => {
  const keys = keysOf(tenant)
  const texts = async (key: string): Promise<ReadonlyMap<string, string>> =>
    new Map(Object.entries(await redis.hgetall(key)))
  const [pages, contents, log] = await Promise.all([
    texts(keys.pages),
    texts(keys.contents),
    redis.lrange(keys.log, 0, -1),
  ])
  return { pages, contents, log }
}

/** The chains of a tenant that are not done yet. */
export const underWay = async (store: Store, tenant: string): Promise<ReadonlyArray<State['chain']>> => {
  const states = await Promise.all(CHAINS.map((chain) => store.current(tenant, chain)))
  return CHAINS.filter((_, index) => {
    const state = states[index]
    return !state || (state.chain === 'rows' ? state.todo.length > 0 : !state.isDone)
  })
}
