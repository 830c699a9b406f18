-- Whether gateways refuse events of programs. Otherwise they are stored, and counted apart from people.
ALTER TABLE registered_sites ADD COLUMN IF NOT EXISTS refuses_bots boolean NOT NULL DEFAULT false;
