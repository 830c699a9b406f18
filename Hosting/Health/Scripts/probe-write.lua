#!lua
-- Does nothing. Redis runs a script without flags only while it would accept a write too; otherwise it returns the reason:
-- READONLY, OOM, MISCONF, NOREPLICAS, LOADING.
return 1
