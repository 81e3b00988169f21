package <%= java_package %>.controller;

import <%= java_package %>.model.<%= entity_class %>;
import <%= java_package %>.model.<%= entity_class %>Fields;
import <%= java_package %>.repository.<%= entity_class %>Repository;
import <%= java_package %>.web.NotFoundException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The routes below /api/v1/<%= plural_kebab %>. */
@RestController
@RequestMapping(<%= entity_class %>Controller.PATH)
public class <%= entity_class %>Controller {

    static final String PATH = "/api/v1/<%= plural_kebab %>";

    private final <%= entity_class %>Repository repository;

    public <%= entity_class %>Controller(<%= entity_class %>Repository repository) {
        this.repository = repository;
    }

    /** A part of the list. */
    public record Listing(List<<%= entity_class %>> items, int limit, int offset) {
    }

    @GetMapping
    public Listing list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int offset) {
        return new Listing(repository.list(limit, offset), limit, offset);
    }

    @PostMapping
    public ResponseEntity<<%= entity_class %>> create(@Valid @RequestBody <%= entity_class %>Fields fields) {
        <%= entity_class %> item = repository.create(fields);
        return ResponseEntity.created(URI.create(PATH + "/" + item.id())).body(item);
    }

    @GetMapping("/{id}")
    public <%= entity_class %> get(@PathVariable UUID id) {
        return repository.find(id).orElseThrow(<%= entity_class %>Controller::notFound);
    }

    @PutMapping("/{id}")
    public <%= entity_class %> update(@PathVariable UUID id, @Valid @RequestBody <%= entity_class %>Fields fields) {
        return repository.update(id, fields).orElseThrow(<%= entity_class %>Controller::notFound);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(@PathVariable UUID id) {
        if (!repository.delete(id)) {
            throw notFound();
        }
    }

    private static NotFoundException notFound() {
        return new NotFoundException("There is no such <%= entity_words %>.");
    }
}
