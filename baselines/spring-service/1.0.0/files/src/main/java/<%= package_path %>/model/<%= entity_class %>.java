package <%= java_package %>.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** A <%= entity_words %> as clients see it. */
public record <%= entity_class %>(
        UUID id, String name, String description, BigDecimal price, Instant createdAt, Instant updatedAt) {
}
