/**
 * The scripts of the cache. All keys of a prefix have the same braces, so that a script may use several of them in a cluster.
 *
 * One key, called `versions` in the scripts, is a sorted set with the version of each invalidated tag: a number that grows with every
 * invalidation. An entry has the newest version that existed before its read began, and is stale if one of its members has a newer one. Its
 * members are its tags, its kind, and `floor`: everything that is older than the version of `floor` is stale.
 *
 * The set has one more member with the score 0, which names its generation: the run of the server, and a random number. An entry of another
 * generation is stale. So entries are stale if Redis was restarted or another server took over, since it may have lost invalidations, and
 * if the set was evicted or flushed.
 */
import type { Script } from '../client/script.js'

/** The time to live of the set, renewed by each invalidation. When it ends, all entries are stale, which costs only misses. */
const WEEK_MS = 7 * 24 * 3_600_000

/**
 * What all scripts begin with. A version is the time in microseconds, or one more than the newest version if the clock was set back. Members
 * are read in groups of 500, since Lua limits the number of arguments of a call.
 */
const COMMON = `
local versions = KEYS[1]
local WEEK_MS, GROUP = ${WEEK_MS}, 500

local microseconds = function()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000000 + tonumber(time[2])
end

-- The current generation. Begins a new one if the server has restarted, or the set does not exist.
local generation = function(random)
  local info = redis.pcall('INFO', 'server')
  local server = 'generation ' .. (type(info) == 'string' and string.match(info, 'run_id:(%x+)') or '') .. ' '
  local first = redis.call('ZRANGE', versions, 0, 0)[1]
  if first and string.sub(first, 1, #server) == server then return first end
  redis.call('DEL', versions)
  redis.call('ZADD', versions, 0, server .. random, microseconds(), 'floor')
  redis.call('PEXPIRE', versions, WEEK_MS)
  return server .. random
end

local newest = function()
  return tonumber(redis.call('ZREVRANGE', versions, 0, 0, 'WITHSCORES')[2])
end

-- A version as text. The default format of Lua would round it.
local text = function(version)
  return string.format('%.0f', version)
end

-- Whether one of the members has a version above the given one.
local isStale = function(members, version)
  for from = 1, #members, GROUP do
    local scores = redis.call('ZMSCORE', versions, unpack(members, from, math.min(from + GROUP - 1, #members)))
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
 * KEYS: versions, entry, lease; ARGV: a random number, the reader, the length of a lease in ms or 0
 */
const FIND = `${COMMON}
local current = generation(ARGV[1])
local seen = current .. '|' .. text(newest())
local raw = redis.pcall('GET', KEYS[2])
local isGarbage = raw and type(raw) ~= 'string'
if type(raw) == 'string' then
  local at = string.find(raw, '\\n', 1, true)
  local read, header = pcall(cjson.decode, at and string.sub(raw, 1, at - 1) or '')
  if read and type(header) == 'table' and type(header[3]) == 'table' and type(header[2]) == 'string' and tonumber(header[2]) then
    -- Fails unless all members are texts or numbers.
    local areTexts = pcall(function()
      return #header[3] > 0 and table.concat(header[3])
    end)
    if not areTexts then
      isGarbage = true
    elseif header[1] == current and not isStale(header[3], tonumber(header[2])) then
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
 * Stores an entry, unless one of its members was invalidated since its read began.
 *
 * KEYS: versions, entry, lease; ARGV: a random number, the writer, `seen` from before the read or an empty text for the newest version,
 * the time to live in ms, the members as JSON, the value
 */
const STORE = `${COMMON}
local current = generation(ARGV[1])
local seen, version = string.match(ARGV[3], '^(.*)|(%d+)$')
if ARGV[3] == '' then seen, version = current, text(newest()) end
local members = cjson.decode(ARGV[5])
local stored = 0
if seen == current and not isStale(members, tonumber(version)) then
  redis.call('SET', KEYS[2], cjson.encode({ current, version, members }) .. '\\n' .. ARGV[6], 'PX', tonumber(ARGV[4]))
  stored = 1
end
if redis.pcall('GET', KEYS[3]) == ARGV[2] then redis.call('DEL', KEYS[3]) end
return stored
`

/**
 * Invalidates members. If Redis has no memory left to add them, it deletes the set, so that everything is invalidated.
 *
 * KEYS: versions; ARGV: a random number, the maximum number of members in the set, members…
 */
const INVALIDATE = `${COMMON}
generation(ARGV[1])
local version = math.max(newest() + 1, microseconds())
for i = 3, #ARGV do
  local added = redis.pcall('ZADD', versions, text(version), ARGV[i])
  if type(added) == 'table' and added.err then
    redis.call('DEL', versions)
    return 1
  end
end
redis.call('PEXPIRE', versions, WEEK_MS)
local max = tonumber(ARGV[2])
local count = redis.call('ZCARD', versions)
if count > max then
  -- The older half is removed. Its newest version becomes that of floor, so that entries older than it are stale.
  local middle = count - math.floor(max / 2)
  local last = redis.call('ZRANGE', versions, middle, middle, 'WITHSCORES')[2]
  redis.call('ZREMRANGEBYSCORE', versions, '(0', last)
  redis.call('ZADD', versions, last, 'floor')
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
