package <%= java_package %>.repository;

import <%= java_package %>.model.<%= entity_class %>;
import <%= java_package %>.model.<%= entity_class %>Fields;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps <%= plural_words %>. What nothing has the id of is empty, or false. */
public interface <%= entity_class %>Repository {

    List<<%= entity_class %>> list(int limit, int offset);

    <%= entity_class %> create(<%= entity_class %>Fields fields);

    Optional<<%= entity_class %>> find(UUID id);

    Optional<<%= entity_class %>> update(UUID id, <%= entity_class %>Fields fields);

    boolean delete(UUID id);

    /** Fails when the <%= plural_words %> cannot be reached. */
    void ping();
}
