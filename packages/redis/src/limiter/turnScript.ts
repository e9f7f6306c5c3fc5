/** The script of the limiter. It runs in Redis, one run at a time, so that all processes see the same state. */
import type { Turn, TurnRequest } from '@notion-fp/shared'

/** `takeTurn` of the shared package in Lua. Tests check that both give the same results. */
export const SOURCE = `
local state, open, used, line, due = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local process, want, base = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local start, most, least, lease = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local MINUTE, CAUTION, MAX_PAUSE, KEPT = 60000, 300000, 3600000, 7200000
local GRACE, MIN_PAUSE, MAX_PROBES, LEAST_SHARE, CAREFUL_SHARE = 2000, 1000, 4, 0.3, 0.95

local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local names = { 'limit', 'ceiling', 'caution', 'paused', 'stalled', 'slowed', 'rejections', 'before', 'peak', 'trial', 'probe', 'probes', 'streak', 'now' }
local initial = { start, most, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, now }
local is = {}
for i, text in ipairs(redis.call('HMGET', state, unpack(names))) do
  local number = tonumber(text or '')
  -- nan is not equal to itself
  if number ~= number then number = nil end
  is[names[i]] = number or initial[i]
end

-- The clock was set back, or another server with another clock took over: what was to come is moved along.
local back = is.now - now
if back > GRACE then
  for _, name in ipairs({ 'caution', 'paused', 'slowed', 'probe' }) do is[name] = math.max(0, is[name] - back) end
  if is.trial > 0 then is.trial = math.max(0, is.trial - back) end
  if is.stalled > 0 then is.stalled = math.max(0, is.stalled - back) end
  for _, key in ipairs({ open, used }) do
    local all = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
    for i = 1, #all, 2 do redis.call('ZADD', key, tonumber(all[i + 1]) - back, all[i]) end
  end
  redis.call('DEL', line, due)
end
is.now = now
is.limit = math.max(least, math.min(most, is.limit))

-- Values that no turn can have stored must not block any process.
local longest = math.max(lease, MAX_PAUSE)
if is.paused > now + MAX_PAUSE + GRACE then is.paused = 0 end
is.paused = math.min(is.paused, now + MAX_PAUSE)
is.caution = math.min(is.caution, now + CAUTION)
is.stalled, is.slowed = math.min(is.stalled, now), math.min(is.slowed, now)
for _, name in ipairs({ 'rejections', 'probes', 'streak' }) do is[name] = math.max(0, is[name]) end
if is.trial > now + longest then is.trial = 0 end
if is.probe > now + longest then is.probe = 0 end
for key, last in pairs({ [open] = longest + MINUTE, [used] = MINUTE, [due] = MAX_PAUSE }) do
  redis.call('ZREMRANGEBYSCORE', key, '(' .. string.format('%.0f', now + last + GRACE), '+inf')
end

redis.call('ZREMRANGEBYSCORE', open, '-inf', now)
redis.call('ZREMRANGEBYSCORE', used, '-inf', now)

-- While the calls that were under way at a refusal are reported, the limit is what Notion accepted of the minute before.
local judge = function()
  is.peak = math.max(is.peak, redis.call('ZCARD', used))
  is.limit = math.max(least, math.min(is.before, math.max(is.peak, is.before * LEAST_SHARE)))
end

-- What the caller reports of its permits: kind, id, when it was given, flag, Retry-After
for i = 9, #ARGV - 4, 5 do
  local kind, id, flag, asked = ARGV[i], ARGV[i + 1], ARGV[i + 3], tonumber(ARGV[i + 4]) or 0
  local issued = math.min(tonumber(ARGV[i + 2]) or 0, now)
  local isNew = issued > is.slowed
  if kind == 'passed' then
    local free = math.min(now, issued + lease) + MINUTE
    redis.call('ZREM', open, id)
    if free > now then redis.call('ZADD', used, free, id) end
    is.rejections = 0
    is.stalled = is.paused > now and now or -1
    if isNew then
      is.trial = -1
      is.before = 0
      if flag == '1' then
        is.probes = math.max(0, is.probes - 1)
        is.streak = is.streak + 1
        is.limit = math.min(most, math.max(is.limit, redis.call('ZCARD', used)))
      end
    elseif is.before > 0 then
      judge()
    end
  elseif kind == 'refused' then
    redis.call('ZREM', open, id)
    -- Calls that were in flight together are refused together, and count as one.
    if isNew then is.rejections = is.rejections + 1 end
    local pause = asked >= MIN_PAUSE and asked or MIN_PAUSE * 2 ^ math.min(5, math.max(0, is.rejections - 1))
    local ends = now + math.min(pause, MAX_PAUSE)
    if ends > is.paused then
      if is.stalled < 0 then is.stalled = now end
      is.paused = ends
    end
    if isNew then
      if flag == '1' then
        -- Only the one that went beyond the limit was refused: the limit is right.
        is.ceiling = is.limit
      elseif flag == '0' then
        is.before, is.peak = is.limit, 0
        is.ceiling = is.limit * CAREFUL_SHARE
        judge()
      end
      is.slowed, is.caution = now, now + CAUTION
      is.probes, is.streak, is.trial = 0, 0, 0
    end
  else
    -- It was not used.
    redis.call('ZREM', open, id)
    if flag == '1' then is.probes = math.max(0, is.probes - 1) end
    if flag == '2' and is.trial > 0 then is.trial = 0 end
  end
end

-- How many of the free permits are for this process, which has been given some before.
local shareOf = function(free, own)
  local all = redis.call('ZRANGE', line, 0, -1, 'WITHSCORES')
  local places, level, left = 1, tonumber(all[2]), math.max(0, free)
  -- Those that have the fewest are raised to the level of the next one, as far as it goes.
  while places < #all / 2 do
    local step = (tonumber(all[2 * places + 2]) - level) * places
    if step > left then break end
    left = left - step
    level = tonumber(all[2 * places + 2])
    places = places + 1
  end
  if own > level then return 0 end
  local each = math.floor(left / places)
  local isAhead = redis.call('ZRANK', line, process) < left - each * places
  return level - own + each + (isAhead and 1 or 0)
end

-- None of those beyond the limit was reported in time.
if is.probe <= now then is.probes = 0 end
local granted, flag, wait = 0, 0, 0
if want > 0 then
  -- A process that did not come when it was due is dead, or no longer waits.
  for _, dead in ipairs(redis.call('ZRANGEBYSCORE', due, '-inf', '(' .. now)) do redis.call('ZREM', line, dead) end
  redis.call('ZREMRANGEBYSCORE', due, '-inf', '(' .. now)
  -- Redis may evict one of the keys, and not the other.
  if redis.call('ZCARD', line) ~= redis.call('ZCARD', due) then
    for _, name in ipairs(redis.call('ZRANGE', line, 0, -1)) do
      if not redis.call('ZSCORE', due, name) then redis.call('ZREM', line, name) end
    end
  end
  local own = tonumber(redis.call('ZSCORE', line, process) or '')
  if not own then
    -- Who comes has no less than the others.
    own = tonumber(redis.call('ZRANGE', line, 0, 0, 'WITHSCORES')[2] or 0)
    redis.call('ZADD', line, own, process)
  end
  local free = math.floor(is.limit) - redis.call('ZCARD', used) - redis.call('ZCARD', open)
  local fastest = now < is.caution and math.min(most, is.ceiling) or most
  local probes = math.min(MAX_PROBES, 1 + math.floor(is.streak / 10))
  if is.paused > now then
    wait = is.paused - now
  elseif is.trial >= 0 then
    -- After a pause, one call tests whether it was long enough.
    flag = 2
    granted = is.trial <= now and 1 or 0
    wait = math.max(0, is.trial - now)
  elseif free <= 0 and is.limit + 1 <= fastest and is.probes < probes then
    flag, granted = 1, math.min(want, probes - is.probes)
  else
    granted = math.min(want, shareOf(free, own))
  end
  for i = 0, granted - 1 do redis.call('ZADD', open, now + lease + MINUTE, process .. ':' .. string.format('%.0f', base + i)) end
  if granted > 0 and flag == 1 then is.probe, is.probes = now + lease, is.probes + granted end
  if granted > 0 and flag == 2 then is.trial = now + lease end
  if granted == want then
    redis.call('ZREM', line, process)
    redis.call('ZREM', due, process)
  else
    if granted > 0 then redis.call('ZINCRBY', line, granted, process) end
    if wait == 0 then
      -- When as many permits are free as processes stand before this one, and one more.
      local place = math.max(0, redis.call('ZRANK', line, process) - math.max(0, free - granted))
      local next = redis.call('ZRANGE', used, place, place, 'WITHSCORES')[2]
      wait = math.min(next and tonumber(next) - now or MIN_PAUSE, MIN_PAUSE)
    end
    redis.call('ZADD', due, now + wait + GRACE, process)
  end
else
  redis.call('ZREM', line, process)
  redis.call('ZREM', due, process)
end

local kept = {}
for _, name in ipairs(names) do
  kept[#kept + 1] = name
  kept[#kept + 1] = string.format('%.17g', is[name])
end
redis.call('HSET', state, unpack(kept))
redis.call('PEXPIRE', state, KEPT)
for _, key in ipairs({ open, used, line, due }) do redis.call('PEXPIRE', key, KEPT) end
return {
  granted, flag, now, math.ceil(wait), math.max(0, math.ceil(is.paused - now)),
  is.stalled < 0 and -1 or math.max(0, math.floor(now - is.stalled)), math.floor(is.limit * 1000)
}
`

/** The arguments of the script, with the time. Default: the time of Redis. */
export const argumentsOf = (request: TurnRequest, time: number | undefined): ReadonlyArray<string> => {
  const { process, want, base, perMinute, maxPerMinute, minPerMinute, leaseMs, reports } = request
  return [
    ...[time ?? '', process, want, base, perMinute, maxPerMinute, minPerMinute, leaseMs],
    ...reports.flatMap(({ kind, id, issuedAt, flag, retryAfterMs }) => [kind, id, issuedAt, flag, retryAfterMs]),
  ].map(String)
}

/** The reply of the script as the result of a turn; `undefined` if it is malformed. */
export const turnOf = (reply: unknown): Turn | undefined => {
  if (!Array.isArray(reply) || reply.length !== 7) return undefined
  const [granted = 0, flag = 0, now = 0, waitMs = 0, pauseMs = 0, stalledMs = 0, limit = 0] = reply.map(Number)
  return { granted, flag, now, waitMs, pauseMs, stalledMs, limit: limit / 1_000 }
}
