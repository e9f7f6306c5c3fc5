/**
 * The scripts of the cache. All keys of a prefix have the same braces, so that a script may use several of them in a cluster.
 *
 * `tags` is a sorted set with the version of each tag: a number that grows with every invalidation of anything. An entry has the newest
 * version that existed before its read began, and is stale if one of its tags has a newer one. The set also has the member `floor`, the
 * version below which everything is stale, and one that names its generation: the run of the server, and a random number. So entries
 * are stale if Redis was restarted or another server took over, since it may have forgotten invalidations, and if the set was
 * evicted or flushed.
 */
import type { Script } from '../client/script.js'

const COMMON = `
local tags = KEYS[1]

local generation = function(random)
  local info = redis.pcall('INFO', 'server')
  local server = 'generation ' .. (type(info) == 'string' and string.match(info, 'run_id:(%x+)') or '') .. ' '
  local first = redis.call('ZRANGE', tags, 0, 0)[1]
  if first and string.sub(first, 1, #server) == server then return first end
  local time = redis.call('TIME')
  local version = tonumber(time[1]) * 1000000 + tonumber(time[2])
  redis.call('DEL', tags)
  redis.call('ZADD', tags, 0, server .. random, version, 'floor')
  redis.call('PEXPIRE', tags, 604800000)
  return server .. random
end

local newest = function()
  return tonumber(redis.call('ZREVRANGE', tags, 0, 0, 'WITHSCORES')[2])
end

local text = function(version)
  return string.format('%.0f', version)
end

-- Whether one of the members has a version above the given one.
local isStale = function(members, version)
  for from = 1, #members, 500 do
    local scores = redis.call('ZMSCORE', tags, unpack(members, from, math.min(from + 499, #members)))
    for _, score in ipairs(scores) do
      if score and tonumber(score) > version then return true end
    end
  end
  return false
end
`

/**
 * Finds an entry. An entry is its header as JSON (generation, version, members), a line break, and its value as JSON.
 *
 * KEYS: tags, entry, lease; ARGV: a random number, the reader, the length of a lease in ms or 0
 */
const FIND = `${COMMON}
local now = generation(ARGV[1])
local seen = now .. '|' .. text(newest())
local raw = redis.pcall('GET', KEYS[2])
local isGarbage = raw and type(raw) ~= 'string'
if type(raw) == 'string' then
  local at = string.find(raw, '\\n', 1, true)
  local read, header = pcall(cjson.decode, at and string.sub(raw, 1, at - 1) or '')
  if read and type(header) == 'table' and type(header[3]) == 'table' and type(header[2]) == 'string' and tonumber(header[2]) then
    local fits = pcall(function()
      return #header[3] > 0 and table.concat(header[3])
    end)
    if not fits then
      isGarbage = true
    elseif header[1] == now and not isStale(header[3], tonumber(header[2])) then
      local left = redis.call('PTTL', KEYS[2])
      if left > 0 then return { 'hit', seen, left, '=' .. string.sub(raw, at + 1) } end
    else
      redis.call('DEL', KEYS[2])
    end
  else
    isGarbage = true
  end
end
if isGarbage then return { 'garbage', seen, 0, '' } end
local lease = tonumber(ARGV[3])
if lease > 0 and not redis.call('SET', KEYS[3], ARGV[2], 'NX', 'PX', lease) then
  local holder = redis.pcall('GET', KEYS[3])
  -- A malformed lease, or one without an end, would keep readers waiting forever.
  if type(holder) ~= 'string' or redis.call('PTTL', KEYS[3]) < 0 then
    redis.call('SET', KEYS[3], ARGV[2], 'PX', lease)
  elseif holder ~= ARGV[2] then
    return { 'held', seen, 0, '' }
  end
end
return { 'miss', seen, 0, '' }
`

/**
 * Stores an entry, unless one of its tags was invalidated since its read began.
 *
 * KEYS: tags, entry, lease; ARGV: a random number, the writer, what the read saw or nothing, time to live in ms, members as JSON, value
 */
const STORE = `${COMMON}
local now = generation(ARGV[1])
local known, version = string.match(ARGV[3], '^(.*)|(%d+)$')
if ARGV[3] == '' then known, version = now, text(newest()) end
local members = cjson.decode(ARGV[5])
local stored = 0
if known == now and not isStale(members, tonumber(version)) then
  redis.call('SET', KEYS[2], cjson.encode({ now, version, members }) .. '\\n' .. ARGV[6], 'PX', tonumber(ARGV[4]))
  stored = 1
end
if redis.pcall('GET', KEYS[3]) == ARGV[2] then redis.call('DEL', KEYS[3]) end
return stored
`

/**
 * Invalidates members. If there is no memory to record them, everything is invalidated.
 *
 * KEYS: tags; ARGV: a random number, the most members to remember, members…
 */
const INVALIDATE = `${COMMON}
generation(ARGV[1])
local time = redis.call('TIME')
local version = math.max(newest() + 1, tonumber(time[1]) * 1000000 + tonumber(time[2]))
for i = 3, #ARGV do
  local added = redis.pcall('ZADD', tags, text(version), ARGV[i])
  if type(added) == 'table' and added.err then
    redis.call('DEL', tags)
    return 1
  end
end
redis.call('PEXPIRE', tags, 604800000)
local most = tonumber(ARGV[2])
local count = redis.call('ZCARD', tags)
if count > most then
  -- The older half is forgotten, so what is older than it counts as invalidated.
  local last = redis.call('ZRANGE', tags, count - math.floor(most / 2), count - math.floor(most / 2), 'WITHSCORES')[2]
  redis.call('ZREMRANGEBYSCORE', tags, '(0', last)
  redis.call('ZADD', tags, last, 'floor')
end
return 1
`

/** The result of a lookup. */
export interface Found {
  /** `held`: another reader has the lease to read it. `garbage`: the key has a malformed entry. */
  readonly state: 'hit' | 'miss' | 'held' | 'garbage'
  /** The generation and the newest version, for an entry whose read begins after this. */
  readonly seen: string
  /** The remaining time to live, in milliseconds. */
  readonly leftMs: number
  /** Its value as JSON. */
  readonly json: string
}

const STATES = ['hit', 'miss', 'held', 'garbage'] as const

const count = (reply: unknown): number | undefined => {
  const number = Number(reply)
  return number === 0 || number === 1 ? number : undefined
}

export const FIND_ENTRY: Script<Found> = {
  source: FIND,
  read: (reply) => {
    if (!Array.isArray(reply)) return undefined
    const [given, seen, left, value]: ReadonlyArray<unknown> = reply
    const state = STATES.find((each) => each === given)
    const leftMs = Number(left)
    if (state === undefined || typeof seen !== 'string' || typeof value !== 'string' || !Number.isFinite(leftMs))
      return undefined
    // The equals sign prevents clients from parsing the text as JSON.
    return { state, seen, leftMs, json: value.slice(1) }
  },
}

export const STORE_ENTRY: Script<number> = { source: STORE, read: count }

export const INVALIDATE_MEMBERS: Script<number> = { source: INVALIDATE, read: count }
