package <%= java_package %>.model;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/** The fields of a <%= entity_words %> that a client sets. */
public record <%= entity_class %>Fields(
        @NotBlank @Size(max = 200) @Pattern(regexp = NO_NUL, message = "must not have NUL characters") String name,
        @Size(max = 2000) @Pattern(regexp = NO_NUL, message = "must not have NUL characters") String description,
        @NotNull @DecimalMin("0") @Digits(integer = 10, fraction = 2) BigDecimal price) {

    private static final String NO_NUL = "[^\\x00]*";
}
