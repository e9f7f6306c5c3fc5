/** The script of the limiter. It runs in Redis, one run at a time, so that all processes see the same state. */
import type { Turn, TurnRequest } from '@notion-fp/shared'

/** `takeTurn` of the shared package in Lua. Tests check that both give the same results. */
export const SOURCE = `
local stateKey, open, used, line, due = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local process, want, base = ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local start, max, min, lease = tonumber(ARGV[5]), tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
local MINUTE, CAUTION, MAX_PAUSE, STATE_TTL = 60000, 300000, 3600000, 7200000
local GRACE, MIN_PAUSE, MIN_SHARE, CAREFUL_SHARE = 2000, 1000, 0.3, 0.95
local MAX_PROBES, PROBES_PER_STREAK, MAX_DOUBLINGS = 4, 10, 5

local now = tonumber(ARGV[1])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local names = { 'limit', 'ceiling', 'caution', 'paused', 'stalled', 'slowed', 'rejections', 'before', 'peak', 'trial', 'probe', 'probes', 'streak', 'now' }
local initial = { start, max, 0, 0, -1, 0, 0, 0, 0, -1, 0, 0, 0, now }
local state = {}
for i, text in ipairs(redis.call('HMGET', stateKey, unpack(names))) do
  local number = tonumber(text or '')
  -- nan is not equal to itself
  if number ~= number then number = nil end
  state[names[i]] = number or initial[i]
end

-- If the clock was set back, or replaced by another one, the times in the future are moved by the same amount.
local back = state.now - now
if back > GRACE then
  for _, name in ipairs({ 'caution', 'paused', 'slowed', 'probe' }) do state[name] = math.max(0, state[name] - back) end
  if state.trial > 0 then state.trial = math.max(0, state.trial - back) end
  if state.stalled > 0 then state.stalled = math.max(0, state.stalled - back) end
  for _, key in ipairs({ open, used }) do
    local all = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
    for i = 1, #all, 2 do redis.call('ZADD', key, tonumber(all[i + 1]) - back, all[i]) end
  end
  redis.call('DEL', line, due)
end
state.now = now
state.limit = math.max(min, math.min(max, state.limit))

-- Values that no turn can have stored must not block any process.
local longest = math.max(lease, MAX_PAUSE)
if state.paused > now + MAX_PAUSE + GRACE then state.paused = 0 end
state.paused = math.min(state.paused, now + MAX_PAUSE)
state.caution = math.min(state.caution, now + CAUTION)
state.stalled, state.slowed = math.min(state.stalled, now), math.min(state.slowed, now)
for _, name in ipairs({ 'rejections', 'probes', 'streak' }) do state[name] = math.max(0, state[name]) end
if state.trial > now + longest then state.trial = 0 end
if state.probe > now + longest then state.probe = 0 end
for key, last in pairs({ [open] = longest + MINUTE, [used] = MINUTE, [due] = MAX_PAUSE }) do
  redis.call('ZREMRANGEBYSCORE', key, '(' .. string.format('%.0f', now + last + GRACE), '+inf')
end

redis.call('ZREMRANGEBYSCORE', open, '-inf', now)
redis.call('ZREMRANGEBYSCORE', used, '-inf', now)

-- While calls in flight at a rejection are reported, the limit is the number that Notion accepted in the minute before.
local judge = function()
  state.peak = math.max(state.peak, redis.call('ZCARD', used))
  state.limit = math.max(min, math.min(state.before, math.max(state.peak, state.before * MIN_SHARE)))
end

-- The reports of the process: kind, id, time when the permit was given, flag, Retry-After
for i = 9, #ARGV - 4, 5 do
  local kind, id, flag, retryAfter = ARGV[i], ARGV[i + 1], ARGV[i + 3], tonumber(ARGV[i + 4]) or 0
  local issued = math.min(tonumber(ARGV[i + 2]) or 0, now)
  local isNew = issued > state.slowed
  if kind == 'passed' then
    local free = math.min(now, issued + lease) + MINUTE
    redis.call('ZREM', open, id)
    if free > now then redis.call('ZADD', used, free, id) end
    state.rejections = 0
    state.stalled = state.paused > now and now or -1
    if isNew then
      state.trial = -1
      state.before = 0
      if flag == '1' then
        state.probes = math.max(0, state.probes - 1)
        state.streak = state.streak + 1
        state.limit = math.min(max, math.max(state.limit, redis.call('ZCARD', used)))
      end
    elseif state.before > 0 then
      judge()
    end
  elseif kind == 'refused' then
    redis.call('ZREM', open, id)
    -- Calls in flight at the same time are rejected together, and count as one.
    if isNew then state.rejections = state.rejections + 1 end
    local pause = retryAfter >= MIN_PAUSE and retryAfter or MIN_PAUSE * 2 ^ math.min(MAX_DOUBLINGS, math.max(0, state.rejections - 1))
    local ends = now + math.min(pause, MAX_PAUSE)
    if ends > state.paused then
      if state.stalled < 0 then state.stalled = now end
      state.paused = ends
    end
    if isNew then
      if flag == '1' then
        -- Only the call beyond the limit was rejected: the limit is right.
        state.ceiling = state.limit
      elseif flag == '0' then
        state.before, state.peak = state.limit, 0
        state.ceiling = state.limit * CAREFUL_SHARE
        judge()
      end
      state.slowed, state.caution = now, now + CAUTION
      state.probes, state.streak, state.trial = 0, 0, 0
    end
  else
    -- The call was not sent.
    redis.call('ZREM', open, id)
    if flag == '1' then state.probes = math.max(0, state.probes - 1) end
    if flag == '2' and state.trial > 0 then state.trial = 0 end
  end
end

-- The share of the free permits of a process that was given some before.
local shareOf = function(free, own)
  local all = redis.call('ZRANGE', line, 0, -1, 'WITHSCORES')
  local places, level, left = 1, tonumber(all[2]), math.max(0, free)
  -- Those with the fewest are raised to the level of the next one, as long as permits are free.
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

-- No call beyond the limit was reported in time.
if state.probe <= now then state.probes = 0 end
local granted, flag, wait = 0, 0, 0
if want > 0 then
  -- Processes that missed their turn have left.
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
    -- A new process does not start below the others.
    own = tonumber(redis.call('ZRANGE', line, 0, 0, 'WITHSCORES')[2] or 0)
    redis.call('ZADD', line, own, process)
  end
  local free = math.floor(state.limit) - redis.call('ZCARD', used) - redis.call('ZCARD', open)
  local fastest = now < state.caution and math.min(max, state.ceiling) or max
  local probes = math.min(MAX_PROBES, 1 + math.floor(state.streak / PROBES_PER_STREAK))
  if state.paused > now then
    wait = state.paused - now
  elseif state.trial >= 0 then
    -- After a pause, one call tests whether it was long enough.
    flag = 2
    granted = state.trial <= now and 1 or 0
    wait = math.max(0, state.trial - now)
  elseif free <= 0 and state.limit + 1 <= fastest and state.probes < probes then
    flag, granted = 1, math.min(want, probes - state.probes)
  else
    granted = math.min(want, shareOf(free, own))
  end
  for i = 0, granted - 1 do redis.call('ZADD', open, now + lease + MINUTE, process .. ':' .. string.format('%.0f', base + i)) end
  if granted > 0 and flag == 1 then state.probe, state.probes = now + lease, state.probes + granted end
  if granted > 0 and flag == 2 then state.trial = now + lease end
  if granted == want then
    redis.call('ZREM', line, process)
    redis.call('ZREM', due, process)
  else
    if granted > 0 then redis.call('ZINCRBY', line, granted, process) end
    if wait == 0 then
      -- Until one more permit is free than there are processes before this one.
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

local fields = {}
for _, name in ipairs(names) do
  fields[#fields + 1] = name
  fields[#fields + 1] = string.format('%.17g', state[name])
end
redis.call('HSET', stateKey, unpack(fields))
redis.call('PEXPIRE', stateKey, STATE_TTL)
for _, key in ipairs({ open, used, line, due }) do redis.call('PEXPIRE', key, STATE_TTL) end
return {
  granted, flag, now, math.ceil(wait), math.max(0, math.ceil(state.paused - now)),
  state.stalled < 0 and -1 or math.max(0, math.floor(now - state.stalled)), math.floor(state.limit * 1000)
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
