package <%= java_package %>.<%= entity_flat %>;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
<% if database == 'none' %>
import org.springframework.stereotype.Repository;
<% endif %>

/** Keeps <%= plural_words %> in memory: they end with the process. */
<% if database == 'none' %>
@Repository
<% endif %>
public class InMemory<%= entity_class %>Repository implements <%= entity_class %>Repository {

    private final Map<UUID, <%= entity_class %>> items = new LinkedHashMap<>();

    @Override
    public synchronized List<<%= entity_class %>> list(int limit, int offset) {
        return new ArrayList<>(items.values()).stream().skip(offset).limit(limit).toList();
    }

    @Override
    public synchronized <%= entity_class %> create(<%= entity_class %>Fields fields) {
        Instant now = Instant.now();
        <%= entity_class %> item = new <%= entity_class %>(
                UUID.randomUUID(), fields.name(), fields.description(), fields.price(), now, now);
        items.put(item.id(), item);
        return item;
    }

    @Override
    public synchronized Optional<<%= entity_class %>> find(UUID id) {
        return Optional.ofNullable(items.get(id));
    }

    @Override
    public synchronized Optional<<%= entity_class %>> update(UUID id, <%= entity_class %>Fields fields) {
        <%= entity_class %> item = items.computeIfPresent(id, (key, old) -> new <%= entity_class %>(
                id, fields.name(), fields.description(), fields.price(), old.createdAt(), Instant.now()));
        return Optional.ofNullable(item);
    }

    @Override
    public synchronized boolean delete(UUID id) {
        return items.remove(id) != null;
    }

    @Override
    public void ping() {
        // There is nothing that could be down
    }
}
