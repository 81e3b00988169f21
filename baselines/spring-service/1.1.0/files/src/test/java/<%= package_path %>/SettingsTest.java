package <%= java_package %>;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final String URL = "jdbc:postgresql://db:5432/x?user=x&password=secret";

    @Test
    void theDefaultsAreFine() {
        assertEquals(List.of(), Settings.complaints(Map.of("DATABASE_URL", URL)));
    }

    @Test
    void everyWrongSettingIsNamed() {
        List<String> complaints = Settings.complaints(
                Map.of("APP_ENV", "staging", "LOG_LEVEL", "loud", "PORT", "70000", "DATABASE_URL", URL));
        assertEquals(3, complaints.size());
        assertTrue(complaints.get(0).startsWith("APP_ENV"));
        assertTrue(complaints.get(1).startsWith("LOG_LEVEL"));
        assertTrue(complaints.get(2).startsWith("PORT"));
    }
<%= slot("test_settings") %>
}
