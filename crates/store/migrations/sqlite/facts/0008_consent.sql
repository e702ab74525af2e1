-- Whoever runs the server does not choose alone who sees an agency's data: its own people, or a data
-- protection officer, agree first.
ALTER TABLE invitation ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE invitation ADD COLUMN consented_by TEXT;
ALTER TABLE invitation ADD COLUMN consented_at BIGINT;
-- Since when the agency has people who answer for it: until then nobody is asked.
ALTER TABLE agency ADD COLUMN opened_at BIGINT;
UPDATE agency SET opened_at = created_at WHERE EXISTS (SELECT 1 FROM account a
    WHERE a.agency_id = agency.id AND (' ' || a.roles || ' ' LIKE '% focal_point %'
        OR ' ' || a.roles || ' ' LIKE '% data_protection_officer %'));
