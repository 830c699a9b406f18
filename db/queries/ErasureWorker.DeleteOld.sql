-- Deletes records of erasures that finished long ago. $1 age
DELETE FROM site_erasures WHERE finished_at < now() - $1::interval
