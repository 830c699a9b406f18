DO $$
BEGIN
    IF to_regclass(format('%I.schema_versions', current_schema())) IS NULL THEN
        CREATE TABLE schema_versions (
            schemaversionsid serial NOT NULL CONSTRAINT "PK_schema_versions_Id" PRIMARY KEY,
            scriptname       varchar(255) NOT NULL,
            applied          timestamp NOT NULL
        );
    END IF;
END
$$
