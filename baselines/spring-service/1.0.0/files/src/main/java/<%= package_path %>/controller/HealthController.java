package <%= java_package %>.controller;

import <%= java_package %>.repository.<%= entity_class %>Repository;
import <%= java_package %>.web.NotReadyException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Says whether the process is alive, and whether requests should come. */
@RestController
public class HealthController {

    private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);
    private static final Map<String, String> OK = Map.of("status", "ok");

    private final <%= entity_class %>Repository repository;
    private volatile boolean stopping;

    public HealthController(<%= entity_class %>Repository repository) {
        this.repository = repository;
    }

    /** Comes first when the service stops, before the requests that run are waited for. */
    @EventListener(ContextClosedEvent.class)
    public void stop() {
        stopping = true;
    }

    /** Answers as long as the process serves requests; asks no dependency. */
    @GetMapping("/health")
    public Map<String, String> health() {
        return OK;
    }

    /** Answers 503 when no requests should come: the database is down, or the service stops. */
    @GetMapping("/ready")
    public Map<String, String> ready() {
        if (stopping) {
            throw new NotReadyException("The service is stopping.");
        }
        try {
            repository.ping();
        } catch (RuntimeException error) {
            LOG.warn("The database does not answer", error);
            throw new NotReadyException("The database does not answer.");
        }
        return OK;
    }
}
