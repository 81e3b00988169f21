package <%= java_package %>.<%= entity_flat %>;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Runs against the database that TEST_DATABASE_URL names, and deletes what is in it. */
@EnabledIfEnvironmentVariable(named = "TEST_DATABASE_URL", matches = ".+")
class Jdbc<%= entity_class %>RepositoryTest {

    private Jdbc<%= entity_class %>Repository repository;

    @BeforeEach
    void makeTheTables() {
        DriverManagerDataSource source = new DriverManagerDataSource(System.getenv("TEST_DATABASE_URL"));
        Flyway.configure().dataSource(source).load().migrate();
        JdbcClient jdbc = JdbcClient.create(source);
        jdbc.sql("DELETE FROM \"<%= plural_snake %>\"").update();
        repository = new Jdbc<%= entity_class %>Repository(jdbc);
    }

    @Test
    void createReadReplaceListDelete() {
        <%= entity_class %> created = repository.create(fields("First", "One of many", "12.50"));
        assertEquals(created, repository.find(created.id()).orElseThrow());

        <%= entity_class %> updated = repository.update(created.id(), fields("Second", null, "0.29")).orElseThrow();
        assertEquals("Second", updated.name());
        assertEquals(created.createdAt(), updated.createdAt());
        assertTrue(updated.updatedAt().isAfter(created.updatedAt()));
        assertEquals(List.of(updated), repository.list(10, 0));
        assertEquals(List.of(), repository.list(10, 1));

        assertTrue(repository.delete(created.id()));
        assertFalse(repository.delete(created.id()));
    }

    @Test
    void whatIsNotThereIsEmpty() {
        UUID unknown = UUID.randomUUID();
        assertTrue(repository.find(unknown).isEmpty());
        assertTrue(repository.update(unknown, fields("x", null, "1")).isEmpty());
    }

    private static <%= entity_class %>Fields fields(String name, String description, String price) {
        return new <%= entity_class %>Fields(name, description, new BigDecimal(price));
    }
}
