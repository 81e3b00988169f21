-- A migration that has run is never changed: add the next one.
CREATE TABLE "<%= plural_snake %>" (
    id uuid PRIMARY KEY,
    name varchar(200) NOT NULL,
    description varchar(2000),
    price numeric(12, 2) NOT NULL CHECK (price >= 0),
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);

CREATE INDEX "<%= plural_snake %>_created_at_id" ON "<%= plural_snake %>" (created_at, id);
CREATE INDEX "<%= plural_snake %>_name" ON "<%= plural_snake %>" (name);
