#!lua flags=allow-oom
-- Reads the backlog of many streams of one partition.
--
-- KEYS: totals, then streams   ARGV: one member per stream
-- Returns in turn for each stream with entries: its position among the streams from 1, the id of its first entry,
-- and its events, including those that are stored but not yet trimmed.
local known = redis.call('HMGET', KEYS[1], unpack(ARGV))
local reply = {}
for i = 1, #ARGV do
  -- The drain handles a key that is not a stream.
  local first = redis.pcall('XRANGE', KEYS[i + 1], '-', '+', 'COUNT', 1)
  first = not first.err and first[1]
  if first then
    local field = {}
    for f = 1, #first[2], 2 do
      field[first[2][f]] = first[2][f + 1]
    end
    local before = field['t'] and tonumber(field['t']) - tonumber(field['n'] or 0)
    reply[#reply + 1] = i
    reply[#reply + 1] = first[1]
    -- An entry written by another program has no running total; then each entry counts as one event.
    reply[#reply + 1] = before and math.max(0, tonumber(known[i] or 0) - before) or redis.call('XLEN', KEYS[i + 1])
  end
end
return reply
