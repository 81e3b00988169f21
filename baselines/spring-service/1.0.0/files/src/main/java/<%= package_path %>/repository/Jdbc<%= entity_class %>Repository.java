package <%= java_package %>.repository;

import <%= java_package %>.model.<%= entity_class %>;
import <%= java_package %>.model.<%= entity_class %>Fields;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps <%= plural_words %> in a PostgreSQL database. */
@Repository
public class Jdbc<%= entity_class %>Repository implements <%= entity_class %>Repository {

    private static final String COLUMNS = "id, name, description, price, created_at, updated_at";

    private final JdbcClient jdbc;

    public Jdbc<%= entity_class %>Repository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<<%= entity_class %>> list(int limit, int offset) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM \"<%= plural_snake %>\" ORDER BY created_at, id"
                        + " LIMIT :limit OFFSET :offset")
                .param("limit", limit)
                .param("offset", offset)
                .query(Jdbc<%= entity_class %>Repository::map)
                .list();
    }

    @Override
    public <%= entity_class %> create(<%= entity_class %>Fields fields) {
        return jdbc.sql("INSERT INTO \"<%= plural_snake %>\" (id, name, description, price)"
                        + " VALUES (:id, :name, :description, :price) RETURNING " + COLUMNS)
                .param("id", UUID.randomUUID())
                .param("name", fields.name())
                .param("description", fields.description())
                .param("price", fields.price())
                .query(Jdbc<%= entity_class %>Repository::map)
                .single();
    }

    @Override
    public Optional<<%= entity_class %>> find(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM \"<%= plural_snake %>\" WHERE id = :id")
                .param("id", id)
                .query(Jdbc<%= entity_class %>Repository::map)
                .optional();
    }

    @Override
    public Optional<<%= entity_class %>> update(UUID id, <%= entity_class %>Fields fields) {
        return jdbc.sql("UPDATE \"<%= plural_snake %>\" SET name = :name, description = :description, price = :price,"
                        + " updated_at = clock_timestamp() WHERE id = :id RETURNING " + COLUMNS)
                .param("id", id)
                .param("name", fields.name())
                .param("description", fields.description())
                .param("price", fields.price())
                .query(Jdbc<%= entity_class %>Repository::map)
                .optional();
    }

    @Override
    public boolean delete(UUID id) {
        return jdbc.sql("DELETE FROM \"<%= plural_snake %>\" WHERE id = :id").param("id", id).update() > 0;
    }

    @Override
    public void ping() {
        jdbc.sql("SELECT 1").query(Integer.class).single();
    }

    private static <%= entity_class %> map(ResultSet row, int number) throws SQLException {
        return new <%= entity_class %>(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("description"),
                row.getBigDecimal("price"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant());
    }
}
