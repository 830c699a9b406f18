-- Of erasures of kind 4, a visitor without a user id; forgotten at the end. Their "user_id" is a text that is too long for a user: silos of older
-- versions, which do not know this column, would take a null for everybody.
ALTER TABLE site_erasures ADD COLUMN IF NOT EXISTS visitor bigint;
