package <%= java_package %>;

import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class <%= application_class %> {

    private static final int EXIT_CONFIG = 78;

    public static void main(String[] args) {
        List<String> complaints = Settings.complaints(System.getenv());
        if (!complaints.isEmpty()) {
            System.err.println("The configuration is not usable: " + String.join("; ", complaints));
            System.exit(EXIT_CONFIG);
        }
        SpringApplication.run(<%= application_class %>.class, args);
    }
}
