-- A migration that has run is never changed: add the next one.
CREATE TABLE `<%= plural_snake %>` (
    id char(36) CHARACTER SET ascii PRIMARY KEY,
    name varchar(200) NOT NULL,
    description varchar(2000),
    price decimal(12, 2) NOT NULL CHECK (price >= 0),
    created_at datetime(6) NOT NULL,
    updated_at datetime(6) NOT NULL
) CHARACTER SET utf8mb4;

CREATE INDEX `<%= plural_snake %>_created_at_id` ON `<%= plural_snake %>` (created_at, id);
CREATE INDEX `<%= plural_snake %>_name` ON `<%= plural_snake %>` (name);
