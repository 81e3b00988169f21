package <%= java_package %>;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
<% if database != 'none' %>
import java.util.regex.Pattern;
<% endif %>

/** Looks at the environment variables before anything starts, and refuses what would fail later. */
final class Settings {

    private static final List<String> ENVIRONMENTS = List.of("development", "test", "production");
    private static final List<String> LOG_LEVELS = List.of("debug", "info", "warn", "error");
<% if database != 'none' %>
    private static final Pattern PLACEHOLDER = Pattern.compile("change-?me|placeholder", Pattern.CASE_INSENSITIVE);
<% endif %>

    private Settings() {
    }

    /** What is wrong, each as a sentence that names the variable; empty when the service can start. */
    static List<String> complaints(Map<String, String> environment) {
        List<String> complaints = new ArrayList<>();
        String name = environment.getOrDefault("APP_ENV", "production");
        if (!ENVIRONMENTS.contains(name)) {
            complaints.add("APP_ENV must be one of " + String.join(", ", ENVIRONMENTS));
        }
        String level = environment.getOrDefault("LOG_LEVEL", "info").toLowerCase(Locale.ROOT);
        if (!LOG_LEVELS.contains(level)) {
            complaints.add("LOG_LEVEL must be one of " + String.join(", ", LOG_LEVELS));
        }
        if (!isPort(environment.getOrDefault("PORT", "<%= port %>"))) {
            complaints.add("PORT must be a number from 0 to 65535");
        }
<%= slot("settings_database") %>
        return complaints;
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65535;
    }
}
