package <%= java_package %>.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import <%= java_package %>.repository.InMemory<%= entity_class %>Repository;
import <%= java_package %>.web.NotReadyException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthControllerTest {

    @Test
    void aHealthyServiceSaysSo() {
        HealthController controller = new HealthController(new InMemory<%= entity_class %>Repository());
        assertEquals(Map.of("status", "ok"), controller.health());
        assertEquals(Map.of("status", "ok"), controller.ready());
    }

    @Test
    void withTheDatabaseDownTheServiceIsAliveButNotReady() {
        HealthController controller = new HealthController(new InMemory<%= entity_class %>Repository() {
            @Override
            public void ping() {
                throw new IllegalStateException("connection refused");
            }
        });
        assertEquals(Map.of("status", "ok"), controller.health());
        assertThrows(NotReadyException.class, controller::ready);
    }

    @Test
    void aServiceThatStopsIsNotReady() {
        HealthController controller = new HealthController(new InMemory<%= entity_class %>Repository());
        controller.stop();
        assertThrows(NotReadyException.class, controller::ready);
    }
}
