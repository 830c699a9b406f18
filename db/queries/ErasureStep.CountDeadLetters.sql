-- $1 site id, $2 events erased from the dead letters
UPDATE site_state SET dead = dead - $2, erased = erased + $2, erased_at = now() WHERE site_id = $1
