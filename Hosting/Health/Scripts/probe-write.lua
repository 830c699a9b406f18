#!lua
-- Does nothing. Redis runs a script without flags only while it would take a write as well; else it answers why not:
-- READONLY, OOM, MISCONF, NOREPLICAS, LOADING.
return 1
