#!lua flags=allow-oom
-- Leases the sites that have been due longest.
--
-- KEYS: clock, ready   ARGV: most sites, lease in ms, mark of this claim (three digits, not 000), mark of the
--       caller's last claim if its response was lost, otherwise ''
-- A token is the moment at which the lease ends, in ms, with the claim's mark as its decimals.
-- Returns {token, ms until the next site is due or -1 when none waits, member...}.
local clock, ready = KEYS[1], KEYS[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- Claims from before a restart are void: the claimers may never have learned of them.
local life = string.match(redis.call('INFO', 'replication'), 'master_replid:(%x+)')
local claimed_in = redis.call('HGET', clock, 'leases')
if claimed_in ~= life then
  redis.call('HSET', clock, 'leases', life)
  local claimed = claimed_in and redis.call('ZRANGE', ready, string.format('(%.0f', now), '+inf', 'BYSCORE') or {}
  for _, member in ipairs(claimed) do
    redis.call('ZADD', ready, 'XX', string.format('%.0f', now), member)
  end
end

-- No lease or delay reaches a minute ahead: such a score was set before the clock stepped back.
local stranded = redis.call('ZRANGE', ready, string.format('(%.0f', now + 60000), '+inf', 'BYSCORE', 'LIMIT', 0, 1000)
for _, member in ipairs(stranded) do
  redis.call('ZADD', ready, 'XX', string.format('%.0f', now), member)
end

-- The sites of a claim whose response was lost are leased to no caller.
if ARGV[4] ~= '' then
  local claimed = redis.call('ZRANGE', ready, string.format('(%.0f', now), '+inf', 'BYSCORE', 'WITHSCORES')
  for i = 1, #claimed, 2 do
    if string.sub(string.format('%.3f', claimed[i + 1]), -3) == ARGV[4] then
      redis.call('ZADD', ready, 'XX', string.format('%.0f', now), claimed[i])
    end
  end
end

local token = string.format('%.0f.%s', now + ARGV[2], ARGV[3])
local members = redis.call('ZRANGE', ready, '-inf', string.format('%.0f', now), 'BYSCORE', 'LIMIT', 0, ARGV[1])
for _, member in ipairs(members) do
  redis.call('ZADD', ready, 'XX', token, member)
end

local first = redis.call('ZRANGE', ready, 0, 0, 'WITHSCORES')
local wait = first[2] and math.max(0, tonumber(first[2]) - now) or -1
local reply = {token, string.format('%.0f', wait)}
for _, member in ipairs(members) do
  reply[#reply + 1] = member
end
return reply
